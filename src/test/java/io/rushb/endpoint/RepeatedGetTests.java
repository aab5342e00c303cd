package io.rushb.endpoint;

import java.time.Duration;

import io.rushb.session.IgnoreReason;
import io.rushb.session.Outcome;
import io.rushb.session.RetransmitCause;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.Exchange;
import io.rushb.testing.VirtualServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("A6")
class RepeatedGetTests {

	private static VirtualServer server() {
		return new VirtualServer().with("files/file.txt", Exchange.sample()).with("other", "o");
	}

	@Test
	void sameGetBeforeAnyAcknowledgementBringsThePacketAgain() {
		VirtualServer server = Exchange.run(server(), """
				> 1 0 0010000 files/file.txt
				< 1 0 0001000 a*1464 at 0
				wait 400
				> 1 0 0010000 files/file.txt
				< 1 0 0001000 a*1464 at 400
				> 3 1 1001000
				< 2 0 0001000
				> 4 2 1001000
				< 3 0 0000100
				> 5 3 1000100
				< 4 5 1000100
				""");
		assertThat(server.events().of(RetransmitCause.GET)).isEqualTo(1);
		assertThat(server.events().retransmissions()).isEqualTo(1);
		assertThat(server.events().openedSessions()).isEqualTo(1);
		assertThat(server.events().roundTrips()).as("Karn's rule").hasSize(2);
		server.assertClean();
	}

	@Test
	void sameGetStillRepeatsAfterANak() {
		VirtualServer server = Exchange.run(server(), """
				> 1 0 0010000 files/file.txt
				< 1 0 0001000
				> 2 1 0101000
				< 1 0 0001000
				> 1 0 0010000 files/file.txt
				< 1 0 0001000
				""");
		assertThat(server.events().of(RetransmitCause.GET)).isEqualTo(1);
	}

	@Test
	void sameGetRepeatsARefusalToo() {
		Exchange.run(server(), """
				> 1 0 0010000 none
				< 1 0 0000100
				> 1 0 0010000 none
				< 1 0 0000100
				> 2 1 1000100
				< 2 2 1000100
				""").assertClean();
	}

	@Test
	void sameGetWhileTheResourceIsBeingOpenedSendsNothingTwice() {
		VirtualServer server = server();
		server.holdTasks();
		server.receive(ClientPackets.get("other"));
		server.receive(ClientPackets.get("other"));
		assertThat(server.sent()).isEmpty();
		assertThat(server.heldTasks()).isEqualTo(1);
		server.stopHolding();
		server.runHeldTasks();
		assertThat(server.sent()).hasSize(1);
		assertThat(server.events().retransmissions()).isZero();
	}

	@Test
	void otherGetReplacesTheSessionWhenTheTimerExpires() {
		VirtualServer server = Exchange.run(server(), """
				> 1 0 0010000 files/file.txt
				< 1 0 0001000 a*1464 at 0
				wait 300
				> 1 0 0010000 other
				timer
				< 1 0 0001000 o at 1000
				> 2 1 1001000
				< 2 0 0000100
				> 3 2 1000100
				< 3 3 1000100
				""");
		assertThat(server.events().of(Outcome.ABORTED)).isEqualTo(1);
		assertThat(server.events().of(Outcome.COMPLETED)).isEqualTo(1);
		assertThat(server.events().retransmissions()).isZero();
		assertThat(server.events().of(IgnoreReason.STRAY_GET)).isZero();
		server.assertClean();
	}

	@Test
	void sameNameWithOtherOptionsIsAnotherRequest() {
		Exchange.run(server(), """
				> 1 0 0010000 other
				< 1 0 0001000 o at 0
				> 1 0 0010010 other
				timer
				< 1 0 0001010 o at 1000
				> 2 1 1001010
				< 2 0 0000110
				> 3 2 1000110
				< 3 3 1000110
				""").assertClean();
	}

	@Test
	void latestOfSeveralOtherGetsReplacesTheSession() {
		Exchange.run(server(), """
				> 1 0 0010000 files/file.txt
				< 1 0 0001000
				> 1 0 0010000 none
				> 1 0 0010000 other
				timer
				< 1 0 0001000 o
				> 2 1 1001000
				< 2 0 0000100
				> 3 2 1000100
				< 3 3 1000100
				""").assertClean();
	}

	@Test
	void getUnderWayReplacesTheSessionWhenTheTimerExpires() {
		VirtualServer server = Exchange.run(server(), """
				> 1 0 0010000 files/file.txt
				< 1 0 0001000 a*1464
				> 2 1 1001000
				< 2 0 0001000 aa+b*1000 at 0
				wait 100
				> 1 0 0010000 files/file.txt
				timer
				< 1 0 0001000 a*1464 at 200
				> 2 1 1001000
				< 2 0 0001000
				> 3 2 1001000
				< 3 0 0000100
				> 4 3 1000100
				< 4 4 1000100
				""");
		assertThat(server.events().of(Outcome.ABORTED)).isEqualTo(1);
		assertThat(server.events().of(Outcome.COMPLETED)).isEqualTo(1);
		server.assertClean();
	}

	@Test
	void getUnderWayIsForgottenWhenAnAcceptableAnswerComes() {
		VirtualServer server = Exchange.run(server(), """
				> 1 0 0010000 files/file.txt
				< 1 0 0001000 a*1464
				> 2 1 1001000
				< 2 0 0001000 aa+b*1000
				> 1 0 0010000 files/file.txt
				> 3 2 1001000
				< 3 0 0000100
				timer
				< 3 0 0000100
				> 4 3 1000100
				< 4 4 1000100
				""");
		assertThat(server.events().of(IgnoreReason.STRAY_GET)).isEqualTo(1);
		assertThat(server.events().openedSessions()).isEqualTo(1);
		server.assertClean();
	}

	@Test
	void otherGetIsForgottenWhenANakComes() {
		Exchange.run(server(), """
				> 1 0 0010000 files/file.txt
				< 1 0 0001000
				> 1 0 0010000 other
				> 2 1 0101000
				< 1 0 0001000 a*1464
				timer
				< 1 0 0001000 a*1464
				""");
	}

	@Test
	void unacceptableAnswersDoNotMakeItForgotten() {
		Exchange.run(server(), """
				> 1 0 0010000 files/file.txt
				< 1 0 0001000 at 0
				> 1 0 0010000 other
				> 1 1 1001000 ignored
				> 2 7 1001000 ignored
				timer
				< 1 0 0001000 o at 1000
				""");
	}

	@Test
	void packetBeyondTheWindowShowsThatTheClientOfTheSessionLives() {
		VirtualServer server = Exchange.run(server(), """
				> 1 0 0010000 files/file.txt
				< 1 0 0001000 at 0
				> 1 0 0010000 other
				> 9 1 1001000
				timer
				< 1 0 0001000 a*1464 at 1000
				""");
		assertThat(server.events().of(IgnoreReason.STRAY_GET)).isEqualTo(1);
		assertThat(server.events().of(IgnoreReason.SEQUENCE)).isEqualTo(1);
	}

	@Test
	void getWithAWrongChecksumIsNotRemembered() {
		Exchange.run(server(), """
				> 1 0 0010000 files/file.txt
				< 1 0 0001000 at 0
				> 1 0 0010010 other checksum 1 ignored
				> 1 0 0010000 other checksum 1 ignored
				> 2 0 0010000 other ignored
				> 1 1 0010000 other ignored
				timer
				< 1 0 0001000 a*1464 at 1000
				""");
	}

	@Test
	void rememberedGetDoesNotTouchTheTimer() {
		VirtualServer server = Exchange.run(server(), """
				> 1 0 0010000 files/file.txt
				< 1 0 0001000
				""");
		long timer = server.endpoint().nextTimeout();
		server.advance(Duration.ofMillis(700));
		server.receive(ClientPackets.get("other"));
		assertThat(server.endpoint().nextTimeout()).isEqualTo(timer);
		assertThat(server.sent()).isEmpty();
	}

	@Test
	@DisplayName("A6, T2: also where the client would be taken for gone before the timer expires")
	void getShortlyBeforeTheIdleTimeoutReplacesTheSessionToo() {
		VirtualServer server = server();
		server.receive(ClientPackets.get("files/file.txt"));
		server.receive(ClientPackets.ack(2, 1));
		server.advance(Duration.ofMillis(59_950));
		server.take();
		server.receive(ClientPackets.get("other"));
		server.advance(Duration.ofMillis(50));
		assertThat(server.sent()).hasSize(1);
		server.receive(ClientPackets.ack(2, 1));
		server.receive(ClientPackets.finAck(3, 2));
		assertThat(server.events().of(Outcome.IDLE)).isZero();
		assertThat(server.events().of(Outcome.COMPLETED)).isEqualTo(1);
		server.assertClean();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1_000, 32_771, 65_535 })
	@DisplayName("A6, N2: whatever the numbers of the old session are")
	void clientThatStartsOverMayAnswerAPacketOfItsOldSession(int packets) {
		VirtualServer server = server();
		server.store().put("long", 1464L * 70_000, (position) -> 'l');
		server.receive(ClientPackets.get("long"));
		for (int packet = 1; packet < packets; packet++) {
			server.receive(ClientPackets.ack(packet + 1, packet));
			server.take();
		}
		server.receive(ClientPackets.get("other"));
		server.receive(ClientPackets.ack(2, packets));
		server.advanceToTimer();
		server.receive(ClientPackets.ack(2, 1));
		server.receive(ClientPackets.finAck(3, 2));
		assertThat(server.events().of(Outcome.COMPLETED)).isEqualTo(1);
		server.assertClean();
	}

}
