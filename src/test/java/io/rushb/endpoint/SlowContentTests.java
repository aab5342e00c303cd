package io.rushb.endpoint;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.rushb.session.Outcome;
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
		void oneOpeningServesAllWhoAskedForTheResourceBeforeItBegan() {
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
			assertThat(server.store().get("f").opened()).as("for the first, and for the others").isEqualTo(2);
			server.advance(Duration.ofMinutes(2));
			server.assertClean();
		}

		@Test
		void resourceStaysOpenUntilTheLastOfItsSessionsIsOver() {
			VirtualServer server = new VirtualServer().with("f", "small");
			server.holdTasks();
			server.receive(VirtualServer.client(1), ClientPackets.get("f"));
			server.receive(VirtualServer.client(2), ClientPackets.get("f"));
			server.receive(VirtualServer.client(3), ClientPackets.get("f"));
			server.stopHolding();
			server.runHeldTasks();
			server.receive(VirtualServer.client(2), ClientPackets.ack(2, 1));
			server.receive(VirtualServer.client(3), ClientPackets.ack(2, 1));
			server.receive(VirtualServer.client(3), ClientPackets.finAck(3, 2));
			assertThat(server.events().of(Outcome.COMPLETED)).isEqualTo(1);
			assertThat(server.store().openSources()).as("one for all").isEqualTo(1);
			server.advance(Duration.ofSeconds(15));
			assertThat(server.endpoint().activeSessions()).as("the proven one").isEqualTo(1);
			assertThat(server.store().openSources()).isEqualTo(1);
			server.advance(Duration.ofMinutes(2));
			server.assertClean();
		}

		@Test
		void sessionsOfOneOpeningDoNotShareBytes() {
			// The first segment ends before the zeros (S5), so bytes of the first read
			// are left over.
			String content = "x".repeat(1400) + "\0".repeat(100) + "y".repeat(5000);
			VirtualServer server = new VirtualServer(ProtocolSettings.DEFAULTS, EndpointSettings.DEFAULTS,
					new ReadAheadBudget(0))
				.with("f", content);
			server.holdTasks();
			for (int number = 1; number <= 3; number++) {
				server.receive(VirtualServer.client(number), ClientPackets.get("f"));
			}
			server.stopHolding();
			server.runHeldTasks();
			assertThat(server.store().get("f").opened()).as("for the first, and for the others").isEqualTo(2);
			assertThat(fetchRest(server, VirtualServer.client(2))).isEqualTo(content);
			assertThat(fetchRest(server, VirtualServer.client(3))).isEqualTo(content);
			server.advance(Duration.ofMinutes(2));
			server.assertClean();
		}

		private static String fetchRest(VirtualServer server, InetSocketAddress client) {
			StringBuilder received = new StringBuilder();
			Sent sent = server.take(client).get(0);
			int number = 2;
			for (; sent.packet().kind() == Kind.DAT; number++) {
				received.append(new String(sent.packet().data(), StandardCharsets.US_ASCII));
				server.receive(client, ClientPackets.ack(number, sent.packet().sequence()));
				sent = server.take(client).get(0);
			}
			server.receive(client, ClientPackets.finAck(number, sent.packet().sequence()));
			return received.toString();
		}

		@Test
		void newestHasItsTurnFirstSinceTheOldestIsAboutToGiveWay() {
			VirtualServer server = new VirtualServer(TestSettings.sessions(100, 100));
			server.holdTasks();
			for (int number = 1; number <= OpenQueue.AT_WORK + 3; number++) {
				server.receive(VirtualServer.client(number), ClientPackets.get("f" + number));
			}
			server.receive(VirtualServer.client(90), ClientPackets.get("f65")); // now the
																				// newest
			assertThat(server.heldTasks()).isEqualTo(OpenQueue.AT_WORK);
			server.stopHolding();
			server.runHeldTasks();
			List<String> lookups = server.store().lookups();
			assertThat(lookups).hasSize(OpenQueue.AT_WORK + 3).containsSubsequence("f1", "f65", "f67", "f66");
			server.advance(Duration.ofMinutes(2));
			server.assertClean();
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
			assertThat(server.store().get("f").opened()).as("at work before, and for the two that live").isEqualTo(2);
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
			assertThat(server.budget().inUse()).isPositive();
			server.advanceToTimer();
			server.advanceToTimer();
			assertThat(server.events().of(RetransmitCause.TIMEOUT)).isEqualTo(2);
			assertThat(server.budget().inUse()).isZero();
			server.take();
			server.receive(ClientPackets.ack(3, 2));
			assertThat(server.budget().inUse()).isPositive();
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
			server.receive(ClientPackets.get("f"));
			assertThat(server.take()).as("the first packet").hasSize(1);
			server.holdTasks();
			server.receive(ClientPackets.ack(2, 1));
			server.advance(Duration.ofSeconds(30));
			server.receive(ClientPackets.ack(3, 2));
			server.receive(ClientPackets.nak(3, 2));
			assertThat(server.events().unacceptable()).isEqualTo(2);
			assertThat(server.sent()).isEmpty();
			server.stopHolding();
			server.runHeldTasks();
			assertThat(server.sent()).hasSize(1);
			server.receive(ClientPackets.ack(3, 2));
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
			int chunk = 32 * 1024;
			VirtualServer server = server(new ReadAheadBudget(3 * chunk + 1000, chunk));
			for (int i = 0; i < 10; i++) {
				server.with("f" + i, CONTENT);
			}
			Download[] downloads = new Download[10];
			for (int i = 0; i < downloads.length; i++) {
				downloads[i] = new Download(server, VirtualServer.client(i), Options.NONE);
				downloads[i].begin("f" + i);
			}
			java.io.ByteArrayOutputStream[] bytes = new java.io.ByteArrayOutputStream[downloads.length];
			java.util.Arrays.setAll(bytes, (i) -> new java.io.ByteArrayOutputStream());
			while (!downloads[0].isFinished()) {
				for (int i = 0; i < downloads.length; i++) {
					downloads[i].step(bytes[i]::writeBytes);
				}
				assertThat(server.budget().taken()).isLessThanOrEqualTo(3 * chunk + 1000);
			}
			for (java.io.ByteArrayOutputStream received : bytes) {
				assertThat(received.toByteArray()).isEqualTo(CONTENT);
			}
			assertThat(server.store().get("f0").longestRead()).isEqualTo(chunk);
			assertThat(server.store().get("f9").longestRead()).as("there was no place").isEqualTo(1464);
			server.assertClean();
		}

		@Test
		void withoutAnyBudgetFilesStillArrive() {
			VirtualServer server = server(new ReadAheadBudget(0));
			assertThat(Download.of(server, "f", Options.NONE)).isEqualTo(CONTENT);
			assertThat(server.store().get("f").longestRead()).isLessThanOrEqualTo(1464);
			assertThat(server.events().reached(Limit.READ_AHEAD)).as("each read but the first")
				.isEqualTo(CONTENT.length / 1464);
			server.assertClean();
		}

		@Test
		void withItsShareAFileIsReadInFewPieces() {
			VirtualServer server = server(new ReadAheadBudget(1_000_000));
			assertThat(Download.of(server, "f", Options.NONE)).isEqualTo(CONTENT);
			assertThat(server.store().get("f").reads()).isLessThan(15);
			assertThat(server.events().reached(Limit.READ_AHEAD)).isZero();
			server.assertClean();
		}

		@Test
		void droppedSessionGivesItsShareBack() {
			VirtualServer server = server(new ReadAheadBudget(1_000_000));
			server.receive(ClientPackets.get("f"));
			server.receive(ClientPackets.ack(2, 1));
			assertThat(server.budget().taken()).isEqualTo(64 * 1024);
			server.advance(Duration.ofMinutes(2));
			server.assertClean();
		}

	}

}
