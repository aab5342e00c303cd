package io.rushb.hostile;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.rushb.session.Outcome;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.Download;
import io.rushb.testing.SocketClient;
import io.rushb.testing.TestSettings;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Options;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Honest clients among a flood, in virtual time. Rule T3's eviction is what keeps them
 * in.
 */
class FloodTests {

	private static final int HONEST = 20;

	private static final int TABLE = 1000;

	private static final byte[] CONTENT = SocketClient.text(200_000);

	private final VirtualServer server = new VirtualServer(TestSettings.sessions(TABLE, 100)).with("f", CONTENT)
		.with("small", "x");

	private final List<Download> downloads = new ArrayList<>();

	private final List<ByteArrayOutputStream> received = new ArrayList<>();

	@Test
	void honestClientsFinishThroughAFloodOfGetsFromAHundredThousandAddresses() {
		byte[] get = ClientPackets.get("small");
		byte[] missing = ClientPackets.get("none");
		flood((round, attacker) -> this.server.receive(address(attacker), (attacker % 2 == 0) ? get : missing));
		assertThat(this.server.events().of(Outcome.COMPLETED)).isEqualTo(HONEST);
		assertThat(this.server.events().of(Outcome.GAVE_WAY)).isGreaterThan(90_000); // T5
		assertThat(this.server.store().openSources()).isLessThanOrEqualTo(TABLE);
	}

	@Test
	void honestClientsFinishThroughAFloodOfGarbage() {
		Random random = new Random(7);
		byte[] garbage = new byte[1473];
		flood((round, attacker) -> {
			random.nextBytes(garbage);
			this.server.receive(address(attacker), garbage, (attacker % 3 == 0) ? 1472 : random.nextInt(1474));
		});
		assertThat(this.server.events().of(Outcome.COMPLETED)).isEqualTo(HONEST);
		assertThat(this.server.events().openedSessions()).isEqualTo(HONEST);
	}

	@Test
	void honestClientsFinishThroughAFloodOfAnswersOfSessionsThatDoNotExist() {
		flood((round, attacker) -> this.server.receive(address(attacker),
				(attacker % 2 == 0) ? ClientPackets.ack(2 + attacker % 5, 1) : ClientPackets.finAck(2, 1)));
		assertThat(this.server.events().of(Outcome.COMPLETED)).isEqualTo(HONEST);
		assertThat(this.server.events().openedSessions()).isEqualTo(HONEST);
	}

	@Test
	void tenThousandSessionsLiveAtOnceAndAllFinish() {
		VirtualServer large = new VirtualServer().with("f", SocketClient.text(5_000));
		List<Download> all = new ArrayList<>();
		List<ByteArrayOutputStream> bytes = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			all.add(new Download(large, VirtualServer.client(i % 100, 1 + i), Options.NONE));
			bytes.add(new ByteArrayOutputStream());
			all.get(i).begin("f");
		}
		assertThat(large.endpoint().activeSessions()).isEqualTo(10_000);
		for (int i = 0; i < 10_000; i++) {
			while (!all.get(i).isFinished()) {
				all.get(i).step(bytes.get(i)::writeBytes);
			}
			assertThat(bytes.get(i).toByteArray()).isEqualTo(SocketClient.text(5_000));
		}
		large.assertClean();
	}

	/** Between any two steps of the honest clients come many datagrams of attackers. */
	private void flood(Attack attack) {
		for (int i = 0; i < HONEST; i++) {
			this.downloads.add(new Download(this.server, VirtualServer.client(i, 50_000), Options.NONE));
			this.received.add(new ByteArrayOutputStream());
			this.downloads.get(i).begin("f");
			this.downloads.get(i).step(this.received.get(i)::writeBytes);
		}
		int attacker = 0;
		for (int round = 0; this.downloads.stream().anyMatch((download) -> !download.isFinished()); round++) {
			for (int i = 0; i < 700; i++) {
				attack.strike(round, attacker++ % 100_000);
			}
			for (int i = 0; i < HONEST; i++) {
				if (!this.downloads.get(i).isFinished()) {
					this.downloads.get(i).step(this.received.get(i)::writeBytes);
				}
			}
			assertThat(this.server.endpoint().activeSessions()).isLessThanOrEqualTo(TABLE);
		}
		assertThat(attacker).isGreaterThan(90_000);
		for (ByteArrayOutputStream bytes : this.received) {
			assertThat(bytes.toByteArray()).isEqualTo(CONTENT);
		}
	}

	/** One of 100,000 addresses that no honest client has. */
	private static InetSocketAddress address(int attacker) {
		return VirtualServer.client(1000 + attacker % 50_000, 1 + attacker / 50_000);
	}

	private interface Attack {

		void strike(int round, int attacker);

	}

}
