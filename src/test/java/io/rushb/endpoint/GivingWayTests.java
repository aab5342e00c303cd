package io.rushb.endpoint;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

import io.rushb.session.Outcome;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.PartDownload;
import io.rushb.testing.TestSettings;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.StatText;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * T5: who has vanished gives way, and what forged packets buy.
 */
class GivingWayTests {

	private static final String CONTENT = "a".repeat(10_000);

	private static InetSocketAddress at(String address, int port) throws Exception {
		return new InetSocketAddress(InetAddress.getByName(address), port);
	}

	private static void begin(VirtualServer server, InetSocketAddress client) {
		server.receive(client, ClientPackets.get("f"));
		server.receive(client, ClientPackets.ack(2, 1));
	}

	@Test
	void aProvenClientGivesWayAfterTwoSecondsWithoutAnAnswerAndNotBefore() {
		VirtualServer server = new VirtualServer(TestSettings.sessions(3, 3)).with("f", CONTENT);
		for (int i = 1; i <= 3; i++) {
			begin(server, VirtualServer.client(i));
		}
		server.advance(Duration.ofSeconds(2).minusNanos(1));
		server.receive(VirtualServer.client(4), ClientPackets.get("f"));
		assertThat(server.sent(VirtualServer.client(4))).isEmpty();
		server.advance(Duration.ofNanos(1));
		server.receive(VirtualServer.client(4), ClientPackets.get("f"));
		assertThat(server.sent(VirtualServer.client(4))).hasSize(1);
		assertThat(server.events().of(Outcome.GAVE_WAY)).isEqualTo(1);
		assertThat(server.endpoint().activeSessions()).isEqualTo(3);
	}

	@Test
	void theClientSilentTheLongestGivesWayAndWhoGoesOnNeverDoes() {
		VirtualServer server = new VirtualServer(TestSettings.sessions(2, 2)).with("f", CONTENT);
		begin(server, VirtualServer.client(1));
		begin(server, VirtualServer.client(2));
		server.advance(Duration.ofSeconds(3));
		server.receive(VirtualServer.client(1), ClientPackets.ack(3, 2));
		server.receive(VirtualServer.client(3), ClientPackets.get("f"));
		int before = server.sent(VirtualServer.client(1)).size();
		server.receive(VirtualServer.client(1), ClientPackets.ack(4, 3));
		assertThat(server.sent(VirtualServer.client(1))).hasSize(before + 1);
		assertThat(server.sent(VirtualServer.client(3))).hasSize(1);
	}

	@Test
	void forgedGetsAndAcknowledgementsLockNobodyOut() {
		VirtualServer server = new VirtualServer(TestSettings.sessions(100, 100)).with("f", CONTENT);
		for (int i = 0; i < 24_000; i++) {
			begin(server, VirtualServer.client(1 + i % 2_000, 1024 + i));
			if (i % 6 == 5) {
				server.advance(Duration.ofMillis(1));
			}
		}
		server.advance(Duration.ofSeconds(2));
		server.receive(VirtualServer.client(5_000), ClientPackets.get("f"));
		assertThat(server.sent(VirtualServer.client(5_000))).hasSize(1);
	}

	@Test
	void aNetworkOfIpv6CountsAsOneAddress() throws Exception {
		VirtualServer server = new VirtualServer(TestSettings.sessions(10, 2)).with("f", CONTENT);
		server.receive(at("2001:db8:0:1::1", 4000), ClientPackets.get("f"));
		server.receive(at("2001:db8:0:1::2", 4000), ClientPackets.get("f"));
		server.receive(at("2001:db8:0:1:ffff::3", 4000), ClientPackets.get("f"));
		assertThat(server.endpoint().activeSessions()).isEqualTo(2);
		server.receive(at("2001:db8:0:2::1", 4000), ClientPackets.get("f"));
		assertThat(server.endpoint().activeSessions()).isEqualTo(3);
	}

	@Test
	void aSessionWithACookieGivesWayToAnotherWithACookieOnly() {
		VirtualServer server = new VirtualServer(TestSettings.sessions(3, 3).with(TestSettings.parts(true, 8, 100)))
			.with("f", CONTENT);
		StatText[] stats = new StatText[4];
		for (int i = 1; i <= 3; i++) {
			stats[i] = new PartDownload(server, VirtualServer.client(i)).stat("f");
		}
		server.receive(VirtualServer.client(1), part(stats[1]));
		server.receive(VirtualServer.client(2), part(stats[2]));
		server.advance(Duration.ofSeconds(10)); // silent for long, and not idle for 15 s
		begin(server, VirtualServer.client(4)); // goes on
		server.receive(VirtualServer.client(9), ClientPackets.get("f"));
		assertThat(server.sent(VirtualServer.client(9))).isEmpty();
		assertThat(server.events().of(Limit.SESSIONS)).isEqualTo(1);
		assertThat(server.events().of(Outcome.GAVE_WAY)).isZero();
		server.receive(VirtualServer.client(1), ClientPackets.ack(2, 1)); // silent for
																			// less
		server.receive(VirtualServer.client(3), part(stats[3]));
		assertThat(server.sent(VirtualServer.client(3))).isNotEmpty();
		assertThat(server.events().of(Outcome.GAVE_WAY)).isEqualTo(1);
		assertThat(server.endpoint().isLive(VirtualServer.client(1))).isTrue();
		assertThat(server.endpoint().isLive(VirtualServer.client(2))).isFalse();
	}

	@Test
	void aPlainSessionGivesWayRatherThanAnOlderOneWithACookie() {
		VirtualServer server = new VirtualServer(TestSettings.sessions(2, 2).with(TestSettings.parts(true, 8, 100)))
			.with("f", CONTENT);
		StatText stat = new PartDownload(server, VirtualServer.client(1)).stat("f");
		server.receive(VirtualServer.client(1), part(stat));
		server.advance(Duration.ofSeconds(3));
		begin(server, VirtualServer.client(2));
		server.advance(Duration.ofSeconds(3));
		server.receive(VirtualServer.client(3), ClientPackets.get("f"));
		assertThat(server.sent(VirtualServer.client(3))).hasSize(1);
		assertThat(server.endpoint().isLive(VirtualServer.client(1))).isTrue();
		assertThat(server.endpoint().isLive(VirtualServer.client(2))).isFalse();
	}

	private static byte[] part(StatText stat) {
		return ClientPackets.get(PartDownload.name(stat.cookie(), stat.tag(), 0, 6, "f"));
	}

	@Test
	void aRequestAndOneBlindAcknowledgementBuyNinePacketsAtTheMost() {
		VirtualServer server = new VirtualServer().with("f", CONTENT);
		begin(server, VirtualServer.CLIENT);
		server.advance(Duration.ofMinutes(5));
		assertThat(server.sent()).hasSize(9);
		server.assertClean();
	}

}
