package io.rushb.endpoint;

import io.rushb.session.IgnoreReason;
import io.rushb.session.RetransmitCause;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.Exchange;
import io.rushb.testing.Sent;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Corruption;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a server takes as an answer (A1 to A5), in whole exchanges.
 */
class AnswersTests {

	@Nested
	@DisplayName("A1")
	class WindowOfNumbers {

		@Test
		void numberIsStrictWhileThePacketWasSentOnce() {
			Exchange.run("""
					> 1 0 0010000 files/file.txt
					< 1 0 0001000
					> 3 1 1001000 ignored
					> 1 1 1001000 ignored
					> 0 1 1001000 ignored
					> 65 1 1001000 ignored
					> 2 1 1001000
					< 2 0 0001000
					> 2 2 1001000 ignored
					> 4 2 1001000 ignored
					> 3 2 1001000
					< 3 0 0000100
					> 5 3 1000100 ignored
					> 4 3 1000100
					< 4 4 1000100
					""").assertClean();
		}

		@Test
		void sixtyFourthNumberFitsAfterACopyAndCountsFromThenOn() {
			Exchange.run("""
					> 1 0 0010000 files/file.txt
					< 1 0 0001000
					timer
					< 1 0 0001000
					> 66 1 1001000 ignored
					> 1 1 1001000 ignored
					> 65 1 1001000
					< 2 0 0001000
					> 67 2 1001000 ignored
					> 3 2 1001000 ignored
					> 66 2 1001000
					< 3 0 0000100
					timer
					< 3 0 0000100
					> 131 3 1000100 ignored
					> 130 3 1000100
					< 4 130 1000100
					""").assertClean();
		}

		@Test
		void clientThatAnswersEveryCopyWithANewNumberIsNotLockedOut() {
			Exchange.run("""
					> 1 0 0010000 files/file.txt
					< 1 0 0001000
					> 2 1 1001000 lost
					timer
					< 1 0 0001000
					> 3 1 1001000 lost
					timer
					< 1 0 0001000
					> 4 1 1001000
					< 2 0 0001000
					> 5 2 1001000
					< 3 0 0000100
					> 6 3 1000100
					< 4 6 1000100
					""").assertClean();
		}

	}

	@Nested
	@DisplayName("A3")
	class Nak {

		@Test
		void dataIsSentAgainAtOnceAndTheTimerStartsAgain() {
			VirtualServer server = Exchange.run("""
					> 1 0 0010000 files/file.txt
					< 1 0 0001000 at 0
					wait 900
					> 2 1 0101000
					< 1 0 0001000 at 900
					timer
					< 1 0 0001000 at 1900
					> 3 1 0101000
					< 1 0 0001000 at 1900
					timer
					< 1 0 0001000 at 3900
					> 4 1 1001000
					< 2 0 0001000
					> 5 2 1001000
					< 3 0 0000100
					> 6 3 1000100
					< 4 6 1000100
					""");
			assertThat(server.events().of(RetransmitCause.NAK)).isEqualTo(2);
			assertThat(server.events().of(RetransmitCause.TIMEOUT)).isEqualTo(2);
			server.assertClean();
		}

		@Test
		void finIsSentAgainToo() {
			VirtualServer server = Exchange.run("""
					> 1 0 0010000 files/none.txt
					< 1 0 0000100
					> 2 1 0100100
					< 1 0 0000100
					> 3 1 0101000 ignored
					> 3 1 1001000 ignored
					> 3 1 1000100
					< 2 3 1000100
					""");
			assertThat(server.events().of(RetransmitCause.NAK)).isEqualTo(1);
			server.assertClean();
		}

	}

	@Nested
	@DisplayName("A4")
	class LateAnswers {

		@Test
		void lateAnswersToCopiesMoveTheNumberAndNothingElse() {
			VirtualServer server = Exchange.run("""
					> 1 0 0010000 files/file.txt
					< 1 0 0001000
					timer
					< 1 0 0001000
					> 2 1 1001000
					< 2 0 0001000 at 1000
					> 3 1 1001000 late
					> 3 2 1001000 ignored
					timer
					< 2 0 0001000 at 2000
					> 4 2 1001000
					< 3 0 0000100
					> 5 2 1001000 ignored
					> 6 3 1000100
					< 4 6 1000100
					""");
			assertThat(server.events().of(IgnoreReason.LATE)).isEqualTo(2);
			assertThat(server.events().of(IgnoreReason.SEQUENCE)).isEqualTo(1);
			assertThat(server.events().acknowledgedBytes()).isEqualTo(2466);
			server.assertClean();
		}

		@Test
		void lateAnswerIsNotAnAcceptableOne() {
			// T2: the idle time goes on.
			VirtualServer server = Exchange.run("""
					> 1 0 0010000 files/file.txt
					< 1 0 0001000
					> 2 1 1001000
					< 2 0 0001000
					> 3 1 1001000 ignored
					""");
			server.advance(java.time.Duration.ofSeconds(60));
			assertThat(server.endpoint().activeSessions()).isZero();
			server.assertClean();
		}

	}

	@Nested
	@DisplayName("A5")
	class Ignored {

		@Test
		void unacceptablePacketsChangeNeitherStateNorTimer() {
			VirtualServer server = Exchange.run("""
					> 1 0 0010010 files/file.txt
					< 1 0 0001010 at 0
					wait 500
					> 3 1 1001010 ignored
					> 2 2 1001010 ignored
					> 2 0 1001010 ignored
					> 2 65535 1001010 ignored
					> 2 1 1000110 ignored
					> 2 1 0100110 ignored
					> 2 1 1001000 ignored
					> 2 1 1001001 ignored
					> 2 1 1001011 ignored
					> 2 1 1001010 checksum 65534 ignored
					> 2 1 1001010 checksum 0 ignored
					> 2 1 1001010 x ignored
					> 2 1 0010010 files/file.txt ignored
					> 1 1 0010010 files/file.txt ignored
					> 1 0 0010010 files/file.txt checksum 1 ignored
					> 2 1 0001010 ignored
					> 2 1 0000110 ignored
					> 2 1 1101010 ignored
					> 2 1 0000010 ignored
					timer
					< 1 0 0001010 at 1000
					> 2 1 1001010
					< 2 0 0001010
					> 3 2 1001010
					< 3 0 0000110
					> 4 3 1000110
					< 4 4 1000110
					""");
			assertThat(server.events().of(IgnoreReason.SEQUENCE)).isEqualTo(1);
			assertThat(server.events().of(IgnoreReason.ACKNOWLEDGEMENT)).isEqualTo(3);
			assertThat(server.events().of(IgnoreReason.KIND)).isEqualTo(4);
			assertThat(server.events().of(IgnoreReason.OPTIONS)).isEqualTo(3);
			assertThat(server.events().of(Corruption.CHECKSUM)).isEqualTo(3);
			assertThat(server.events().of(Corruption.PAYLOAD)).isEqualTo(1);
			assertThat(server.events().of(Corruption.FLAGS)).isEqualTo(4);
			server.assertClean();
		}

		@ParameterizedTest
		@ValueSource(ints = { 0, 1, 8, 1471, 1473, 2048 })
		void datagramsOfAnyOtherLengthAreIgnored(int length) {
			VirtualServer server = new VirtualServer().with("f", "x");
			server.receive(ClientPackets.get("f"));
			long timer = server.endpoint().nextTimeout();
			server.receive(VirtualServer.CLIENT, java.util.Arrays.copyOf(ClientPackets.ack(2, 1), length), length);
			assertThat(server.events().of(Corruption.LENGTH)).isEqualTo(1);
			assertThat(server.endpoint().nextTimeout()).isEqualTo(timer);
			assertThat(server.sent()).hasSize(1);
		}

		@Test
		void answersWithoutASessionAreIgnored() {
			VirtualServer server = Exchange.run("""
					> 2 1 1001000 ignored
					> 2 1 0101000 ignored
					> 2 1 1000100 ignored
					> 2 1 0100100 ignored
					""");
			assertThat(server.events().of(IgnoreReason.NO_SESSION)).isEqualTo(4);
			server.assertClean();
		}

		@Test
		void answersOfOneClientDoNotCountForAnother() {
			VirtualServer server = new VirtualServer().with("f", "x");
			server.receive(ClientPackets.get("f"));
			server.receive(VirtualServer.client(1, 40_001), ClientPackets.ack(2, 1));
			server.receive(VirtualServer.client(2), ClientPackets.ack(2, 1));
			assertThat(server.events().of(IgnoreReason.NO_SESSION)).isEqualTo(2);
			assertThat(server.sent()).hasSize(1);
		}

	}

	@Nested
	@DisplayName("S3, N1")
	class StopAndWait {

		@Test
		void copiesEqualTheOriginalByteForByte() {
			VirtualServer server = new VirtualServer().with("files/file.txt", Exchange.sample());
			Options both = new Options(true, true);
			server.receive(ClientPackets.get("files/file.txt", both));
			server.advanceToTimer();
			server.receive(PacketCodec.encode(Kind.DAT_NAK, both, 2, 1));
			server.advanceToTimer();
			assertThat(server.sent()).hasSize(4)
				.extracting(Sent::datagram)
				.allSatisfy((copy) -> assertThat(copy).isEqualTo(server.sent().get(0).datagram()));
		}

		@Test
		void retransmitsDataWhenAckIsLost() {
			VirtualServer server = Exchange.run("""
					> 1 0 0010000 files/file.txt
					< 1 0 0001000
					> 2 1 1001000
					< 2 0 0001000
					> 3 2 1001000 lost
					timer
					< 2 0 0001000
					> 4 2 1001000 lost
					timer
					< 2 0 0001000
					> 5 2 1001000 lost
					timer
					< 2 0 0001000
					> 6 2 1001000
					< 3 0 0000100
					> 7 3 1000100
					< 4 7 1000100
					""");
			assertThat(server.events().of(RetransmitCause.TIMEOUT)).as("after three lost ACKs").isEqualTo(3);
			assertThat(server.events().retransmissions()).isEqualTo(3);
			assertThat(server.events().countSent(Kind.DAT)).isEqualTo(5);
			assertThat(server.events().closedSessions()).singleElement().satisfies((view) -> {
				assertThat(view.retransmissions()).isEqualTo(3);
				assertThat(view.packets()).isEqualTo(7);
			});
			server.assertClean();
		}

	}

}
