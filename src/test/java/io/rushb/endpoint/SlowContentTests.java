package io.rushb.endpoint;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.rushb.session.ProtocolSettings;
import io.rushb.session.ReadAheadBudget;
import io.rushb.session.RetransmitCause;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.Download;
import io.rushb.testing.Sent;
import io.rushb.testing.TestSettings;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SlowContentTests {

	private static final InetSocketAddress SLOW = VirtualServer.client(7);

	private static final byte[] CONTENT = "x".repeat(150_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);

	@Nested
	@DisplayName("T4")
	class OneClientDoesNotSlowAnother {

		@Test
		void openingThatHangsHoldsUpNobodyElse() {
			VirtualServer server = new VirtualServer().with("slow", CONTENT).with("f", CONTENT);
			server.holdTasks();
			server.receive(SLOW, ClientPackets.get("slow"));
			server.stopHolding();
			assertThat(Download.of(server, "f", Options.NONE)).isEqualTo(CONTENT);
			assertThat(server.sent(SLOW)).isEmpty();
			server.runHeldTasks();
			assertThat(server.sent(SLOW)).hasSize(1);
			server.advance(Duration.ofMinutes(2));
			server.assertClean();
		}

		@Test
		void readThatHangsHoldsUpNobodyElse() {
			VirtualServer server = new VirtualServer().with("slow", CONTENT).with("f", CONTENT);
			server.receive(SLOW, ClientPackets.get("slow"));
			server.holdTasks();
			int last = 1;
			while (server.take(SLOW).size() == 1) {
				server.receive(SLOW, ClientPackets.ack(last + 1, last));
				last++;
			}
			server.stopHolding();
			assertThat(server.heldTasks()).isEqualTo(1);
			assertThat(Download.of(server, "f", Options.NONE)).isEqualTo(CONTENT);
			server.runHeldTasks();
			assertThat(server.sent(SLOW)).as("goes on by itself").hasSize(1);
			server.advance(Duration.ofMinutes(2));
			server.assertClean();
		}

		@Test
		void sameResourceIsOpenedByOneAtATimeSoThatTheOthersCanBeSparedTheWork() {
			VirtualServer server = new VirtualServer().with("f", CONTENT);
			server.holdTasks();
			for (int number = 1; number <= 5; number++) {
				server.receive(VirtualServer.client(number), ClientPackets.get("f"));
			}
			assertThat(server.heldTasks()).isEqualTo(1);
			server.stopHolding();
			server.runHeldTasks();
			for (int number = 1; number <= 5; number++) {
				assertThat(server.sent(VirtualServer.client(number))).hasSize(1);
			}
			server.advance(Duration.ofMinutes(2));
			server.assertClean();
		}

		@Test
		void newestHasItsTurnFirstSinceTheOldestIsAboutToGiveWay() {
			VirtualServer server = new VirtualServer(TestSettings.sessions(100, 100)).with("f", CONTENT);
			server.holdTasks();
			for (int number = 1; number <= 50; number++) {
				server.receive(VirtualServer.client(number), ClientPackets.get("f"));
			}
			server.runHeldTasks();
			server.runHeldTasks();
			server.runHeldTasks();
			server.runHeldTasks();
			assertThat(server.sent(VirtualServer.client(1))).as("at work before the others came").hasSize(1);
			assertThat(server.sent(VirtualServer.client(50))).hasSize(1);
			assertThat(server.sent(VirtualServer.client(2))).isEmpty();
			server.stopHolding();
			server.runHeldTasks();
			assertThat(server.sent(VirtualServer.client(2))).hasSize(1);
		}

		@Test
		void requestsThatGaveWayAreNotOpenedBeforeThoseThatLive() {
			VirtualServer server = new VirtualServer(TestSettings.sessions(2, 2)).with("f", CONTENT);
			server.holdTasks();
			for (int number = 1; number <= 1_000; number++) {
				server.receive(VirtualServer.client(number), ClientPackets.get("f"));
			}
			server.stopHolding();
			server.runHeldTasks();
			assertThat(server.store().get("f").opened()).as("the one at work and the two that live").isEqualTo(3);
			assertThat(server.sent(VirtualServer.client(999))).hasSize(1);
			assertThat(server.sent(VirtualServer.client(1_000))).hasSize(1);
			server.advance(Duration.ofMinutes(2));
			server.assertClean();
		}

	}

	@Nested
	class WhileAClientIsSilent {

		@Test
		void itsShareOfTheBudgetIsLeftToOthersAndReadAgainWhenItGoesOn() {
			String content = "0123456789".repeat(20_000);
			VirtualServer server = new VirtualServer().with("f", content);
			server.receive(ClientPackets.get("f"));
			server.receive(ClientPackets.ack(2, 1));
			long share = server.budget().taken();
			assertThat(share).isPositive();
			server.advanceToTimer();
			server.advanceToTimer();
			assertThat(server.events().of(RetransmitCause.TIMEOUT)).isEqualTo(2);
			assertThat(server.budget().taken()).isZero();
			server.take();
			server.receive(ClientPackets.ack(3, 2));
			assertThat(server.budget().taken()).isPositive();
			byte[] third = server.sent().get(0).datagram();
			assertThat(new String(third, 8, 1464, StandardCharsets.US_ASCII)).isEqualTo(content.substring(2928, 4392));
		}

		@Test
		void transfersThatAreInterruptedAgainAndAgainArriveWhole() {
			String content = "abcdefghi".repeat(10_000);
			VirtualServer server = new VirtualServer().with("f", content);
			server.receive(ClientPackets.get("f"));
			StringBuilder received = new StringBuilder();
			for (int number = 2; server.endpoint().activeSessions() > 0; number++) {
				Sent sent = server.take().get(0);
				received.append(new String(sent.packet().data(), StandardCharsets.US_ASCII));
				server.advanceToTimer();
				server.advanceToTimer();
				server.take();
				boolean last = sent.packet().kind() == Kind.FIN;
				server.receive(last ? ClientPackets.finAck(number, sent.packet().sequence())
						: ClientPackets.ack(number, sent.packet().sequence()));
			}
			assertThat(received).hasToString(content);
			server.advance(Duration.ofMinutes(2));
			server.assertClean();
		}

	}

	@Nested
	class WhileARead {

		@Test
		@DisplayName("S3, A5")
		void isUnderWayThereIsNoTimerAndAnswersAreIgnored() {
			VirtualServer server = new VirtualServer().with("f", CONTENT);
			server.holdTasks();
			server.receive(ClientPackets.get("f"));
			server.runHeldTasks();
			server.advance(Duration.ofSeconds(30));
			server.receive(ClientPackets.ack(2, 1));
			server.receive(ClientPackets.nak(2, 0));
			assertThat(server.events().unacceptable()).isEqualTo(2);
			assertThat(server.sent()).isEmpty();
			server.stopHolding();
			server.runHeldTasks();
			assertThat(server.sent()).hasSize(1);
			server.receive(ClientPackets.ack(2, 1));
			assertThat(server.sent()).hasSize(2);
			server.advance(Duration.ofMinutes(2));
			server.assertClean();
		}

		@Test
		void isUnderWayTheFileOfAnEndedSessionStaysOpenUntilItIsDone() {
			VirtualServer server = new VirtualServer().with("f", CONTENT);
			server.receive(ClientPackets.get("f"));
			server.holdTasks();
			server.receive(ClientPackets.ack(2, 1));
			assertThat(server.heldTasks()).isEqualTo(1);
			server.advance(Duration.ofMinutes(2));
			assertThat(server.endpoint().activeSessions()).isZero();
			assertThat(server.store().openSources()).isEqualTo(1);
			server.stopHolding();
			server.runHeldTasks();
			assertThat(server.store().get("f").closed()).isEqualTo(1);
			server.assertClean();
		}

	}

	@Nested
	@DisplayName("Habit 8: a limit on everything")
	class Memory {

		private VirtualServer server(ReadAheadBudget budget) {
			return new VirtualServer(ProtocolSettings.DEFAULTS, EndpointSettings.DEFAULTS, budget).with("f", CONTENT);
		}

		@Test
		void unprovenClientHasNoMoreReadForItThanItsPacketsNeed() {
			VirtualServer server = server(new ReadAheadBudget(1_000_000));
			server.receive(ClientPackets.get("f"));
			assertThat(server.budget().taken()).isZero();
			assertThat(server.store().get("f").longestRead()).isLessThanOrEqualTo(1464);
		}

		@Test
		void provenClientsShareTheBudgetAndTheOthersGoOnWithoutIt() {
			VirtualServer server = server(new ReadAheadBudget(3 * 32 * 1024 + 1000));
			Download[] downloads = new Download[10];
			for (int i = 0; i < downloads.length; i++) {
				downloads[i] = new Download(server, VirtualServer.client(i), Options.NONE);
				downloads[i].begin("f");
			}
			java.io.ByteArrayOutputStream[] bytes = new java.io.ByteArrayOutputStream[downloads.length];
			java.util.Arrays.setAll(bytes, (i) -> new java.io.ByteArrayOutputStream());
			while (!downloads[0].isFinished()) {
				for (int i = 0; i < downloads.length; i++) {
					downloads[i].step(bytes[i]::writeBytes);
				}
				assertThat(server.budget().taken()).isLessThanOrEqualTo(3 * 32 * 1024 + 1000);
			}
			for (java.io.ByteArrayOutputStream received : bytes) {
				assertThat(received.toByteArray()).isEqualTo(CONTENT);
			}
			assertThat(server.store().get("f").longestRead()).isLessThanOrEqualTo(32 * 1024);
			server.assertClean();
		}

		@Test
		void withoutAnyBudgetFilesStillArrive() {
			VirtualServer server = server(new ReadAheadBudget(0));
			assertThat(Download.of(server, "f", Options.NONE)).isEqualTo(CONTENT);
			assertThat(server.store().get("f").longestRead()).isLessThanOrEqualTo(1464);
			server.assertClean();
		}

		@Test
		void withItsShareAFileIsReadInFewPieces() {
			VirtualServer server = server(new ReadAheadBudget(1_000_000));
			assertThat(Download.of(server, "f", Options.NONE)).isEqualTo(CONTENT);
			assertThat(server.store().get("f").reads()).isLessThan(15);
			server.assertClean();
		}

		@Test
		void droppedSessionGivesItsShareBack() {
			VirtualServer server = server(new ReadAheadBudget(1_000_000));
			server.receive(ClientPackets.get("f"));
			server.receive(ClientPackets.ack(2, 1));
			assertThat(server.budget().taken()).isEqualTo(32 * 1024);
			server.advance(Duration.ofMinutes(2));
			server.assertClean();
		}

	}

}
