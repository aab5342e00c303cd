package io.rushb.session;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rules A1 to A5 as a table; what a whole server does with them is in the endpoint's
 * tests.
 */
class AcceptanceTests {

	private static Packet answer(Kind kind, int sequence, int acknowledgement) {
		return new Packet(kind, Options.NONE, sequence, acknowledgement, 0, new byte[0]);
	}

	/** The packet with this ordinal, sent this many times. */
	private static OutstandingPacket outstanding(long ordinal, Kind kind, int transmissions) {
		OutstandingPacket packet = new OutstandingPacket();
		while (packet.ordinal() < ordinal) {
			packet.delivered();
		}
		if (transmissions > 0) {
			packet.send(kind, 0, 0);
		}
		for (int i = 1; i < transmissions; i++) {
			packet.sendAgain();
		}
		return packet;
	}

	private static Acceptance judge(Packet answer, int last, OutstandingPacket current) {
		return Acceptance.of(answer, last, current);
	}

	@Nested
	@DisplayName("A1")
	class Sequence {

		@ParameterizedTest
		@CsvSource({ "6, OUT_OF_SEQUENCE", "8, TOO_FAR_AHEAD", "9, TOO_FAR_AHEAD", "70, TOO_FAR_AHEAD",
				"71, TOO_FAR_AHEAD", "65535, OUT_OF_SEQUENCE", "0, OUT_OF_SEQUENCE", "32775, OUT_OF_SEQUENCE" })
		void onlyTheNextNumberFitsTheFirstTime(int sequence, Acceptance expected) {
			OutstandingPacket once = outstanding(5, Kind.DAT, 1);
			assertThat(judge(answer(Kind.DAT_ACK, 7, 5), 6, once)).isEqualTo(Acceptance.DELIVERED);
			assertThat(judge(answer(Kind.DAT_ACK, sequence, 5), 6, once)).isEqualTo(expected);
		}

		@ParameterizedTest
		@CsvSource({ "6, OUT_OF_SEQUENCE", "7, DELIVERED", "8, DELIVERED", "69, DELIVERED", "70, DELIVERED",
				"71, TOO_FAR_AHEAD", "5, OUT_OF_SEQUENCE", "0, OUT_OF_SEQUENCE", "65535, OUT_OF_SEQUENCE" })
		void sixtyFourNumbersFitAfterACopy(int sequence, Acceptance expected) {
			assertThat(judge(answer(Kind.DAT_ACK, sequence, 5), 6, outstanding(5, Kind.DAT, 2))).isEqualTo(expected);
			assertThat(judge(answer(Kind.DAT_ACK, sequence, 5), 6, outstanding(5, Kind.DAT, 3))).isEqualTo(expected);
		}

		@ParameterizedTest
		@CsvSource({ "65534, OUT_OF_SEQUENCE", "65535, DELIVERED", "0, DELIVERED", "62, DELIVERED",
				"63, OUT_OF_SEQUENCE", "64, OUT_OF_SEQUENCE", "65, TOO_FAR_AHEAD" })
		void windowWrapsAsNumbersDo(int sequence, Acceptance expected) {
			assertThat(judge(answer(Kind.DAT_ACK, sequence, 5), 65_534, outstanding(5, Kind.DAT, 2)))
				.isEqualTo(expected);
		}

	}

	@Nested
	@DisplayName("A6")
	class Restart {

		@ParameterizedTest
		@CsvSource({ "2, 300", "2, 32771", "2, 65535", "64, 40000" })
		void lowNumberAfterAHighOneMayBeThatOfAClientThatHasStartedOver(int sequence, int last) {
			assertThat(judge(answer(Kind.DAT_ACK, sequence, 5), last, outstanding(5, Kind.DAT, 1)))
				.isEqualTo(Acceptance.OUT_OF_SEQUENCE);
		}

		@ParameterizedTest
		@CsvSource({ "5, TOO_FAR_AHEAD", "4, TOO_FAR_AHEAD", "1, TOO_FAR_AHEAD", "0, OUT_OF_SEQUENCE",
				"6, OUT_OF_SEQUENCE", "999, OUT_OF_SEQUENCE", "65535, OUT_OF_SEQUENCE" })
		void onlyAnAnswerToAPacketThatWasSentShowsThatItsClientLives(int acknowledgement, Acceptance expected) {
			assertThat(judge(answer(Kind.DAT_ACK, 300, acknowledgement), 6, outstanding(5, Kind.DAT, 1)))
				.isEqualTo(expected);
		}

		@Test
		void packetThatIsStillBeingReadWasNotSent() {
			assertThat(judge(answer(Kind.DAT_ACK, 300, 5), 6, outstanding(5, Kind.DAT, 0)))
				.isEqualTo(Acceptance.OUT_OF_SEQUENCE);
			assertThat(judge(answer(Kind.DAT_ACK, 300, 4), 6, outstanding(5, Kind.DAT, 0)))
				.isEqualTo(Acceptance.TOO_FAR_AHEAD);
		}

	}

	@Nested
	@DisplayName("A2, A3")
	class Kinds {

		@ParameterizedTest
		@CsvSource({ "DAT, DAT_ACK, DELIVERED", "DAT, DAT_NAK, WANTED_AGAIN", "DAT, FIN_ACK, WRONG_KIND",
				"DAT, FIN_NAK, WRONG_KIND", "FIN, FIN_ACK, DELIVERED", "FIN, FIN_NAK, WANTED_AGAIN",
				"FIN, DAT_ACK, WRONG_KIND", "FIN, DAT_NAK, WRONG_KIND", "DAT, GET, WRONG_KIND",
				"FIN, GET, WRONG_KIND" })
		void answerMustBeOfThePacketsKind(Kind sent, Kind answer, Acceptance expected) {
			assertThat(judge(answer(answer, 7, 5), 6, outstanding(5, sent, 1))).isEqualTo(expected);
		}

	}

	@Nested
	@DisplayName("A3")
	class NakNumbers {

		@ParameterizedTest
		@CsvSource({ "1, 7, WANTED_AGAIN", "1, 8, TOO_FAR_AHEAD", "2, 8, WANTED_AGAIN", "2, 9, TOO_FAR_AHEAD",
				"5, 11, WANTED_AGAIN", "5, 12, TOO_FAR_AHEAD", "100, 70, WANTED_AGAIN", "100, 71, TOO_FAR_AHEAD" })
		void thereIsOneNakForEachCopyAtTheMost(int copies, int sequence, Acceptance expected) {
			assertThat(judge(answer(Kind.DAT_NAK, sequence, 5), 6, outstanding(5, Kind.DAT, copies)))
				.isEqualTo(expected);
			assertThat(judge(answer(Kind.FIN_NAK, sequence, 5), 6, outstanding(5, Kind.FIN, copies)))
				.isEqualTo(expected);
		}

	}

	@Nested
	@DisplayName("A4")
	class Late {

		@Test
		void answerToAnOlderPacketIsLate() {
			for (int older = 1; older < 5; older++) {
				assertThat(judge(answer(Kind.DAT_ACK, 7, older), 6, outstanding(5, Kind.DAT, 1)))
					.isEqualTo(Acceptance.LATE);
				assertThat(judge(answer(Kind.DAT_NAK, 7, older), 6, outstanding(5, Kind.FIN, 1)))
					.isEqualTo(Acceptance.LATE);
			}
		}

		@Test
		void lateAnswerMustFitToo() {
			assertThat(judge(answer(Kind.DAT_ACK, 8, 4), 6, outstanding(5, Kind.DAT, 1)))
				.isEqualTo(Acceptance.TOO_FAR_AHEAD);
		}

		@Test
		void finIsNeverOlder() {
			assertThat(judge(answer(Kind.FIN_ACK, 7, 4), 6, outstanding(5, Kind.DAT, 1)))
				.isEqualTo(Acceptance.WRONG_KIND);
		}

		@Test
		void answerToThePacketBeforeIsLateWhileTheNextIsBeingRead() {
			assertThat(judge(answer(Kind.DAT_ACK, 7, 4), 6, outstanding(5, Kind.DAT, 0))).isEqualTo(Acceptance.LATE);
		}

	}

	@Nested
	@DisplayName("A5")
	class NeverSent {

		@ParameterizedTest
		@ValueSource(ints = { 0, 6, 7, 100, 40_000, 65_535 })
		void acknowledgementOfAPacketNeverSentIsNone(int acknowledgement) {
			assertThat(judge(answer(Kind.DAT_ACK, 7, acknowledgement), 6, outstanding(5, Kind.DAT, 1)))
				.isEqualTo(Acceptance.NEVER_SENT);
		}

		@Test
		void packetBeingReadWasNeverSent() {
			assertThat(judge(answer(Kind.DAT_ACK, 7, 5), 6, outstanding(5, Kind.DAT, 0)))
				.isEqualTo(Acceptance.NEVER_SENT);
		}

		@Test
		@DisplayName("N2")
		void afterTheWrapEveryNumberBeforeIsOlder() {
			OutstandingPacket first = outstanding(65_537, Kind.DAT, 1);
			assertThat(first.sequence()).isEqualTo(1);
			assertThat(judge(answer(Kind.DAT_ACK, 7, 1), 6, first)).isEqualTo(Acceptance.DELIVERED);
			assertThat(judge(answer(Kind.DAT_ACK, 7, 0), 6, first)).isEqualTo(Acceptance.LATE);
			assertThat(judge(answer(Kind.DAT_ACK, 7, 65_535), 6, first)).isEqualTo(Acceptance.LATE);
			assertThat(judge(answer(Kind.DAT_ACK, 7, 2), 6, first)).isEqualTo(Acceptance.NEVER_SENT);
		}

	}

}
