package io.rushb.endpoint;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import io.rushb.session.IgnoreReason;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.Download;
import io.rushb.testing.PartDownload;
import io.rushb.testing.TestSettings;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Options;
import io.rushb.wire.StatText;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How many parts there may be: P8, and the budgets of addresses. */
class PartLimitsTests {

	private static final InetSocketAddress CLIENT = VirtualServer.CLIENT;

	private static final byte[] CONTENT = content(10_000);

	private static byte[] content(int size) {
		byte[] content = new byte[size];
		new Random(size).nextBytes(content);
		return content;
	}

	@Test
	@DisplayName("P8: more part sessions of an address than channels are met by silence and counted")
	void boundsTheChannelsOfAnAddress() {
		VirtualServer small = new VirtualServer(EndpointSettings.DEFAULTS.with(TestSettings.parts(true, 2, 50)))
			.with("f", CONTENT);
		StatText stat = new PartDownload(small, CLIENT).stat("f");
		assertThat(stat.channels()).isEqualTo(2);
		for (int i = 0; i < 3; i++) {
			small.receive(VirtualServer.client(1, 50_000 + i),
					ClientPackets.get(PartDownload.name(stat.cookie(), stat.tag(), i, i, "f")));
		}
		assertThat(small.take(VirtualServer.client(1, 50_002))).isEmpty();
		assertThat(small.events().reached(Limit.CHANNELS)).isOne();
		assertThat(Download.of(small, "f", Options.NONE)).as("plain clients keep their room").isEqualTo(CONTENT);
		small.advance(Duration.ofSeconds(16));
		assertThat(new PartDownload(small, VirtualServer.client(1, 50_002)).part(stat, 0, 6, "f")).isEqualTo(CONTENT);
		small.assertClean();
	}

	@Test
	@DisplayName("a server that stops lets a fetch in parts go on to its end, and begins no other")
	void drainLetsPartsThatAreUnderWayGoOn() {
		VirtualServer server = new VirtualServer().with("f", CONTENT);
		StatText stat = new PartDownload(server, CLIENT).stat("f");
		server.receive(VirtualServer.client(1, 50_000),
				ClientPackets.get(PartDownload.name(stat.cookie(), stat.tag(), 0, 3, "f")));
		server.endpoint().drain();
		InetSocketAddress next = VirtualServer.client(1, 50_001);
		assertThat(new PartDownload(server, next).part(stat, 4, 6, "f")).hasSize(CONTENT.length - 4 * 1464);
		server.receive(VirtualServer.client(1, 50_002), ClientPackets.get("f"));
		assertThat(server.take(VirtualServer.client(1, 50_002))).isEmpty();
		server.advance(Duration.ofSeconds(16));
		server.receive(next, ClientPackets.get(PartDownload.name(stat.cookie(), stat.tag(), 4, 6, "f")));
		assertThat(server.take(next)).as("the fetch was over").isEmpty();
		assertThat(server.events().reached(Limit.DRAINING)).isEqualTo(2);
		server.assertClean();
	}

	@Test
	@DisplayName("P8: an address has its channels once, however many receivers there are")
	void countsTheChannelsOfAnAddressAtAllReceivers() {
		Map<InetAddress, Integer> counts = new HashMap<>();
		AddressTally tally = new AddressTally() {

			@Override
			public int count(InetAddress address) {
				return counts.getOrDefault(address, 0);
			}

			@Override
			public void add(InetAddress address, int change) {
				counts.merge(address, change, Integer::sum);
			}

		};
		PartsSettings parts = TestSettings.parts(true, 2, 50);
		EndpointSettings together = EndpointSettings.DEFAULTS
			.with(new PartsSettings(true, 2, 50, parts.secret(), parts.epochSeconds(), tally));
		VirtualServer one = new VirtualServer(together).with("f", CONTENT);
		VirtualServer other = new VirtualServer(together).with("f", CONTENT);
		StatText stat = new PartDownload(one, CLIENT).stat("f");
		for (int i = 0; i < 2; i++) {
			one.receive(VirtualServer.client(1, 50_000 + i),
					ClientPackets.get(PartDownload.name(stat.cookie(), stat.tag(), i, i, "f")));
		}
		InetSocketAddress third = VirtualServer.client(1, 50_002);
		other.receive(third, ClientPackets.get(PartDownload.name(stat.cookie(), stat.tag(), 0, 6, "f")));
		assertThat(other.take(third)).isEmpty();
		assertThat(other.events().reached(Limit.CHANNELS)).isOne();
		one.advance(Duration.ofSeconds(16));
		assertThat(counts.values()).containsOnly(0);
		assertThat(new PartDownload(other, third).part(stat, 0, 6, "f")).isEqualTo(CONTENT);
		assertThat(counts.values()).containsOnly(0);
	}

	@Test
	@DisplayName("T5: a client that was killed and goes on has its channels after two seconds")
	void givesTheChannelsOfAVanishedClientToItsNextRun() {
		VirtualServer small = new VirtualServer(EndpointSettings.DEFAULTS.with(TestSettings.parts(true, 2, 50)))
			.with("f", CONTENT);
		StatText stat = new PartDownload(small, CLIENT).stat("f");
		for (int i = 0; i < 2; i++) {
			small.receive(VirtualServer.client(1, 50_000 + i),
					ClientPackets.get(PartDownload.name(stat.cookie(), stat.tag(), i, i, "f")));
		}
		InetSocketAddress next = VirtualServer.client(1, 51_000);
		byte[] get = ClientPackets.get(PartDownload.name(stat.cookie(), stat.tag(), 0, 6, "f"));
		small.advance(Duration.ofMillis(1999));
		small.receive(next, get);
		assertThat(small.take(next)).isEmpty();
		small.advance(Duration.ofMillis(1));
		assertThat(new PartDownload(small, next).part(stat, 0, 6, "f")).isEqualTo(CONTENT);
		assertThat(small.events().reached(Limit.CHANNELS)).isOne();
	}

	@Test
	@DisplayName("P8: while more than half of all sessions are parts, new ones are met by silence and counted")
	void boundsTheShareOfParts() {
		VirtualServer small = new VirtualServer(TestSettings.sessions(6, 6)).with("f", CONTENT);
		for (int i = 0; i < 5; i++) {
			InetSocketAddress client = VirtualServer.client(i + 1);
			StatText stat = new PartDownload(small, client).stat("f");
			small.receive(client, ClientPackets.get(PartDownload.name(stat.cookie(), stat.tag(), 0, 0, "f")));
			assertThat(small.take(client)).hasSize((i < 4) ? 1 : 0);
		}
		assertThat(small.events().reached(Limit.PARTS)).isOne();
		assertThat(new Download(small, VirtualServer.client(9), Options.NONE).fetch("f")).isEqualTo(CONTENT);
	}

	@Test
	@DisplayName("P8: parts count against no limit of plain sessions of their address")
	void leavesPlainClientsOfTheSameAddressTheirRoom() {
		VirtualServer small = new VirtualServer(TestSettings.sessions(100, 2)).with("f", CONTENT);
		StatText stat = new PartDownload(small, CLIENT).stat("f");
		for (int i = 0; i < 10; i++) {
			small.receive(VirtualServer.client(1, 50_000 + i),
					ClientPackets.get(PartDownload.name(stat.cookie(), stat.tag(), i % 7, i % 7, "f")));
			assertThat(small.take(VirtualServer.client(1, 50_000 + i))).hasSize(1);
		}
		assertThat(Download.of(small, "f", Options.NONE)).isEqualTo(CONTENT);
	}

	@Test
	@DisplayName("P1: without parts the names are answered as a missing file")
	void servesNoPartsWhenTold() {
		VirtualServer without = new VirtualServer(EndpointSettings.DEFAULTS.with(TestSettings.parts(false, 256, 50)))
			.with("f", CONTENT);
		assertThat(new PartDownload(without, CLIENT).stat("f")).isNull();
		assertThat(without.store().lookups()).isEmpty();
		without.assertClean();
	}

	@Test
	@DisplayName("abuse: parts are kept account of apart from plain requests")
	void countsPartsOnAnAccountOfTheirOwn() {
		AbuseSettings abuse = new AbuseSettings(1, 2, 3, Duration.ofSeconds(2), Duration.ofSeconds(30), 100);
		VirtualServer strict = new VirtualServer(TestSettings.abuse(abuse).with(TestSettings.parts(true, 100, 50)))
			.with("f", CONTENT);
		StatText stat = new PartDownload(strict, CLIENT).stat("f");
		for (int i = 0; i < 50; i++) {
			assertThat(new PartDownload(strict, CLIENT).part(stat, i % 7, i % 7, "f")).isNotNull();
		}
		assertThat(strict.events().reached(Limit.REQUEST_RATE)).isZero();
		assertThat(strict.events().reached(Limit.STRIKES)).isZero();
	}

	@Test
	@DisplayName("abuse: what a client in parts repeats for itself (C3) is no strike")
	void takesNoRepairForAStrike() {
		VirtualServer strict = strict(3);
		StatText stat = new PartDownload(strict, CLIENT).stat("f");
		InetSocketAddress channel = VirtualServer.client(1, 50_000);
		strict.receive(channel, ClientPackets.get(PartDownload.name(stat.cookie(), stat.tag(), 0, 0, "f")));
		for (int i = 0; i < 20; i++) {
			strict.receive(channel, ClientPackets.ack(2000, 1));
		}
		strict.receive(channel, ClientPackets.ack(2, 1));
		strict.receive(channel, ClientPackets.ack(3, 2));
		strict.receive(channel, ClientPackets.finAck(4, 3));
		assertThat(strict.endpoint().activeSessions()).isZero();
		for (int i = 0; i < 20; i++) {
			strict.receive(channel, ClientPackets.ack(3, 2));
		}
		assertThat(strict.events().of(IgnoreReason.NO_SESSION)).isEqualTo(20);
		assertThat(strict.events().reached(Limit.STRIKES)).isZero();
	}

	@Test
	@DisplayName("abuse: an address that is ignored for what it sends without a cookie has its parts")
	void servesPartsToAnAddressThatIsIgnored() {
		VirtualServer strict = strict(10);
		StatText stat = new PartDownload(strict, CLIENT).stat("f");
		for (int i = 0; i < 9; i++) { // by somebody else behind the same NAT
			strict.receive(VirtualServer.client(1, 666), ClientPackets.ack(7, 7));
		}
		assertThat(strict.events().reached(Limit.STRIKES)).isOne();
		assertThat(new PartDownload(strict, CLIENT).part(stat, 0, 6, "f")).isEqualTo(CONTENT);
		InetSocketAddress other = VirtualServer.client(1, 51_000);
		strict.receive(other, ClientPackets.get("f"));
		strict.receive(other, ClientPackets.get(PartDownload.name("0".repeat(32), stat.tag(), 0, 6, "f")));
		assertThat(strict.sent(other)).isEmpty();
		assertThat(strict.events().of(IgnoreReason.ABUSE)).isEqualTo(2);
	}

	private static VirtualServer strict(int strikes) {
		AbuseSettings abuse = new AbuseSettings(0, 1, strikes, Duration.ofSeconds(2), Duration.ofSeconds(30), 100);
		return new VirtualServer(TestSettings.abuse(abuse).with(TestSettings.parts(true, 100, 50))).with("f", CONTENT);
	}

}
