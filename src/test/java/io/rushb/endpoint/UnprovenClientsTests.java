package io.rushb.endpoint;

import java.net.InetSocketAddress;
import java.time.Duration;

import io.rushb.session.Outcome;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.TestSettings;
import io.rushb.testing.VirtualServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("T3")
class UnprovenClientsTests {

	private static final String CONTENT = "x".repeat(100_000);

	private static void prove(VirtualServer server, InetSocketAddress client) {
		server.receive(client, ClientPackets.get("f"));
		server.receive(client, ClientPackets.ack(2, 1));
		assertThat(server.sent(client)).hasSize(2);
	}

	private static boolean isAlive(VirtualServer server, InetSocketAddress client) {
		return server.endpoint().sessions(server.now()).stream().anyMatch((view) -> view.client().equals(client));
	}

	@Nested
	class Amplification {

		@Test
		void isSentThreePacketsForAGetThenNothing() {
			VirtualServer server = new VirtualServer().with("f", CONTENT);
			server.receive(ClientPackets.get("f"));
			server.advance(Duration.ofMinutes(5));
			assertThat(server.sent()).hasSize(3).extracting((sent) -> sent.millis()).containsExactly(0L, 1000L, 3000L);
			assertThat(server.events().of(Outcome.UNPROVEN)).isEqualTo(1);
			server.assertClean();
		}

		@Test
		void sessionIsDroppedWhenTheLastPacketsTimerExpires() {
			VirtualServer server = new VirtualServer().with("f", CONTENT);
			server.receive(ClientPackets.get("f"));
			server.advance(Duration.ofSeconds(7).minusNanos(1));
			assertThat(server.endpoint().activeSessions()).isEqualTo(1);
			server.advance(Duration.ofNanos(1));
			assertThat(server.endpoint().activeSessions()).isZero();
			server.assertClean();
		}

		@Test
		void refusalIsSentThreeTimesToo() {
			VirtualServer server = new VirtualServer();
			server.receive(ClientPackets.get("none"));
			server.advance(Duration.ofMinutes(5));
			assertThat(server.sent()).hasSize(3);
			server.assertClean();
		}

		@Test
		void eachGetBuysThreePackets() {
			for (int gets = 1; gets <= 6; gets++) {
				VirtualServer server = new VirtualServer().with("f", CONTENT).with("g", CONTENT);
				for (int i = 0; i < gets; i++) {
					server.receive(ClientPackets.get((i % 4 == 3) ? "g" : "f"));
					server.advance(Duration.ofMillis(700 * i));
				}
				server.advance(Duration.ofMinutes(5));
				assertThat(server.sent()).hasSizeLessThanOrEqualTo(3 * gets).hasSizeGreaterThan(gets);
				server.assertClean();
			}
		}

		@Test
		void unacceptableAnswersProveNothing() {
			VirtualServer server = new VirtualServer().with("f", CONTENT);
			server.receive(ClientPackets.get("f"));
			for (int i = 0; i < 300; i++) {
				server.advance(Duration.ofMillis(100));
				server.receive(ClientPackets.ack(100 + i, 1));
				server.receive(ClientPackets.ack(2, 2));
				server.receive(ClientPackets.finAck(2, 1));
			}
			assertThat(server.sent()).hasSize(3);
			server.assertClean();
		}

		@Test
		void oneAcceptableAnswerProvesTheAddress() {
			VirtualServer server = new VirtualServer().with("f", CONTENT);
			server.receive(ClientPackets.get("f"));
			server.receive(ClientPackets.nak(2, 1));
			server.advance(Duration.ofSeconds(59));
			assertThat(server.sent()).hasSize(8);
			assertThat(server.endpoint().activeSessions()).isEqualTo(1);
		}

	}

	@Nested
	class FullTable {

		@Test
		void oldestUnprovenSessionGivesWay() {
			VirtualServer server = new VirtualServer(TestSettings.sessions(3, 3)).with("f", CONTENT);
			prove(server, VirtualServer.client(1));
			server.receive(VirtualServer.client(2), ClientPackets.get("f"));
			server.receive(VirtualServer.client(3), ClientPackets.get("f"));
			server.receive(VirtualServer.client(4), ClientPackets.get("f"));
			assertThat(isAlive(server, VirtualServer.client(1))).isTrue();
			assertThat(isAlive(server, VirtualServer.client(2))).isFalse();
			assertThat(isAlive(server, VirtualServer.client(3))).isTrue();
			assertThat(isAlive(server, VirtualServer.client(4))).isTrue();
			assertThat(server.events().of(Outcome.GAVE_WAY)).isEqualTo(1);
			assertThat(server.events().reached(Limit.SESSIONS)).isEqualTo(1);
			assertThat(server.events().of(Limit.SESSIONS)).as("rejected").isZero();
			server.advance(Duration.ofMinutes(2));
			server.assertClean();
		}

		@Test
		void provenSessionThatGoesOnNeverGivesWay() {
			VirtualServer server = new VirtualServer(TestSettings.sessions(2, 2)).with("f", CONTENT);
			prove(server, VirtualServer.client(1));
			prove(server, VirtualServer.client(2));
			for (int number = 3; number < 100; number++) {
				server.receive(VirtualServer.client(number), ClientPackets.get("f"));
				assertThat(server.sent(VirtualServer.client(number))).isEmpty();
			}
			assertThat(isAlive(server, VirtualServer.client(1))).isTrue();
			assertThat(isAlive(server, VirtualServer.client(2))).isTrue();
			assertThat(server.events().of(Limit.SESSIONS)).as("rejected").isEqualTo(97);
			assertThat(server.events().openedSessions()).isEqualTo(2);
			server.advance(Duration.ofMinutes(2));
			server.assertClean();
		}

		@Test
		void floodOfSpoofedRequestsDoesNotDisturbATransfer() {
			VirtualServer server = new VirtualServer(TestSettings.sessions(10, 10)).with("f", CONTENT);
			prove(server, VirtualServer.client(1));
			server.take();
			int last = 2;
			for (int number = 2; number < 2_000; number++) {
				server.receive(VirtualServer.client(number), ClientPackets.get("f"));
				if (number % 50 == 0) {
					server.receive(ClientPackets.ack(last + 1, last));
					assertThat(server.take()).hasSize(1);
					last++;
				}
			}
			assertThat(server.endpoint().activeSessions()).isEqualTo(10);
			server.advance(Duration.ofMinutes(2));
			server.assertClean();
		}

		@Test
		void whatGaveWayWhileItsResourceWasOpenedHoldsNoFile() {
			VirtualServer server = new VirtualServer(TestSettings.sessions(1, 1)).with("f", CONTENT);
			server.holdTasks();
			server.receive(VirtualServer.client(1), ClientPackets.get("f"));
			server.receive(VirtualServer.client(2), ClientPackets.get("f"));
			server.stopHolding();
			server.runHeldTasks();
			assertThat(server.sent(VirtualServer.client(1))).isEmpty();
			assertThat(server.sent(VirtualServer.client(2))).hasSize(1);
			assertThat(server.store().openSources()).isEqualTo(1);
			server.advance(Duration.ofMinutes(2));
			server.assertClean();
		}

		@Test
		void badGetsMakeNobodyGiveWay() {
			VirtualServer server = new VirtualServer(TestSettings.sessions(1, 1)).with("f", CONTENT);
			server.receive(VirtualServer.client(1), ClientPackets.get("f"));
			server.receive(VirtualServer.client(2), ClientPackets.withChecksum(ClientPackets.get("f"), 7));
			server.receive(VirtualServer.client(2), ClientPackets.ack(2, 1));
			assertThat(isAlive(server, VirtualServer.client(1))).isTrue();
		}

	}

	@Nested
	class PerAddress {

		@Test
		void oldestUnprovenSessionOfTheSameAddressGivesWay() {
			VirtualServer server = new VirtualServer(TestSettings.sessions(100, 2)).with("f", CONTENT);
			server.receive(VirtualServer.client(9, 1), ClientPackets.get("f"));
			for (int port = 1; port <= 3; port++) {
				server.receive(VirtualServer.client(1, port), ClientPackets.get("f"));
			}
			assertThat(isAlive(server, VirtualServer.client(9, 1))).isTrue();
			assertThat(isAlive(server, VirtualServer.client(1, 1))).isFalse();
			assertThat(isAlive(server, VirtualServer.client(1, 2))).isTrue();
			assertThat(isAlive(server, VirtualServer.client(1, 3))).isTrue();
			assertThat(server.events().reached(Limit.SESSIONS_PER_ADDRESS)).isEqualTo(1);
			server.advance(Duration.ofMinutes(2));
			server.assertClean();
		}

		@Test
		void provenSessionsOfTheAddressLeaveNoRoom() {
			VirtualServer server = new VirtualServer(TestSettings.sessions(100, 2)).with("f", CONTENT);
			prove(server, VirtualServer.client(1, 1));
			prove(server, VirtualServer.client(1, 2));
			server.receive(VirtualServer.client(1, 3), ClientPackets.get("f"));
			assertThat(isAlive(server, VirtualServer.client(1, 3))).isFalse();
			assertThat(server.events().of(Limit.SESSIONS_PER_ADDRESS)).as("rejected").isEqualTo(1);
			server.receive(VirtualServer.client(2, 1), ClientPackets.get("f"));
			assertThat(isAlive(server, VirtualServer.client(2, 1))).isTrue();
			server.advance(Duration.ofMinutes(2));
			server.assertClean();
			server.receive(VirtualServer.client(1, 3), ClientPackets.get("f"));
			assertThat(isAlive(server, VirtualServer.client(1, 3))).as("room again").isTrue();
		}

	}

}
