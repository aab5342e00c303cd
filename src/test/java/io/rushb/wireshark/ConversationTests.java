package io.rushb.wireshark;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.rushb.testing.ClientPackets.ack;
import static io.rushb.testing.ClientPackets.finAck;
import static io.rushb.testing.ClientPackets.get;
import static io.rushb.testing.ClientPackets.nak;
import static io.rushb.testing.ClientPackets.withChecksum;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the dissector says of a packet because of those before and after it. Where tshark
 * is not installed these tests only make their captures.
 */
class ConversationTests {

	private static final String[] LINKS = { "rushb.session", "rushb.resource", "rushb.request_in", "rushb.response_in",
			"rushb.retransmission_of" };

	@SuppressWarnings("NullAway.Init")
	private Optional<Tshark> tshark;

	@BeforeEach
	void findTshark(@TempDir Path directory) {
		this.tshark = Tshark.installed(directory);
	}

	private static byte[] dat(int sequence, String data) {
		byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
		return PacketCodec.encode(Kind.DAT, Options.NONE, sequence, 0, bytes, 0, bytes.length);
	}

	private static byte[] fin(int sequence) {
		return PacketCodec.encode(Kind.FIN, Options.NONE, sequence, 0);
	}

	private void assertInfo(CaptureFile capture, String... expected) throws Exception {
		if (this.tshark.isPresent()) {
			assertThat(this.tshark.get().info(capture)).containsExactly(expected);
		}
	}

	private void assertFields(CaptureFile capture, String[] fields, String... expected) throws Exception {
		if (this.tshark.isPresent()) {
			assertThat(this.tshark.get().fields(capture, fields)).containsExactly(expected);
		}
	}

	@Test
	void everyPacketIsLinkedToWhatItAnswersAndToItsAnswer() throws Exception {
		CaptureFile capture = new CaptureFile().client(get("f"))
			.client(40_007, get("g"))
			.server(dat(1, "a"))
			.server(40_007, fin(1))
			.client(ack(2, 1))
			.server(dat(2, "b"))
			.client(ack(3, 2))
			.server(fin(3))
			.client(finAck(4, 3))
			.server(finAck(4, 4));
		assertFields(capture, LINKS, "0|f||3|", "1|g||4|", "0|f|1|5|", "1|g|2||", "0|f|3|6|", "0|f|5|7|", "0|f|6|8|",
				"0|f|7|9|", "0|f|8|10|", "0|f|9||");
		if (this.tshark.isPresent()) {
			assertThat(this.tshark.get().fields(capture, "rushb.time")).containsExactly("", "", "0.002000000",
					"0.002000000", "0.002000000", "0.001000000", "0.001000000", "0.001000000", "0.001000000",
					"0.001000000");
		}
	}

	@Test
	@DisplayName("A3: a NAK and the packet it asks for")
	void whatANakAsksForIsItsAnswer() throws Exception {
		CaptureFile capture = new CaptureFile().client(get("f"))
			.server(withChecksum(dat(1, "a"), 1))
			.client(nak(2, 1))
			.server(dat(1, "a"))
			.client(ack(3, 1))
			.server(fin(2));
		assertFields(capture, LINKS, "0|f||2|", "0|f|1|3|", "0|f|2|4|", "0|f|3|5|2", "0|f|4|6|", "0|f|5||");
		assertInfo(capture, "GET seq=1 \"f\"", "[Wrong checksum] DAT seq=1 len=1", "DAT+NAK seq=2 ack=1",
				"[Retransmission] DAT seq=1 len=1", "DAT+ACK seq=3 ack=1", "FIN seq=2");
	}

	@Test
	@DisplayName("A1, A4: a repeated packet, its late answers and their numbers")
	void repeatedPacketsAndLateAnswersAreTold() throws Exception {
		CaptureFile capture = new CaptureFile().client(get("f"))
			.client(get("f"))
			.server(dat(1, "a"))
			.server(dat(1, "a"))
			.client(ack(2, 1))
			.server(dat(2, "b"))
			.client(ack(3, 1))
			.client(ack(4, 2))
			.client(ack(4, 2))
			.server(fin(3));
		assertFields(capture, LINKS, "0|f||3|", "0|f||3|1", "0|f|2|5|", "0|f||5|3", "0|f|4|6|", "0|f|5|8|", "0|f|4||",
				"0|f|6|10|", "0|f|6|10|8", "0|f|9||");
		assertInfo(capture, "GET seq=1 \"f\"", "[Retransmission] GET seq=1 \"f\"", "DAT seq=1 len=1",
				"[Retransmission] DAT seq=1 len=1", "DAT+ACK seq=2 ack=1", "DAT seq=2 len=1",
				"[Late] DAT+ACK seq=3 ack=1", "DAT+ACK seq=4 ack=2", "[Retransmission] DAT+ACK seq=4 ack=2",
				"FIN seq=3");
	}

	@Test
	@DisplayName("A1, A5, S1, S2: answers that change nothing say why")
	void strayAnswersAreTold() throws Exception {
		CaptureFile capture = new CaptureFile().client(get(2, 0, new byte[] { 'f' }, Options.NONE))
			.client(get("f"))
			.server(dat(1, "a"))
			.client(ack(3, 1))
			.client(ack(2, 2))
			.client(finAck(2, 1))
			.client(PacketCodec.encode(Kind.DAT_ACK, new Options(true, false), 2, 1))
			.client(withChecksum(ack(2, 1), 5))
			.client(ack(2, 1))
			.server(fin(2))
			.client(finAck(3, 2))
			.server(finAck(3, 3))
			.client(ack(4, 1))
			.client(finAck(3, 2))
			.server(finAck(3, 3));
		assertFields(capture, new String[] { "rushb.stray" }, "A GET has number 1 and acknowledgement number 0 (S1)",
				"", "", "Number out of sequence: 2 expected (A1)",
				"It names packet 2, which was not sent before it (A5)", "FIN+ACK is no answer to packet 1 (A5)",
				"Other options than the session's (S2)", "An answer with a wrong checksum is ignored (W5)", "", "", "",
				"", "The session ended in frame 12 (A7)", "", "");
		if (this.tshark.isPresent()) {
			List<String> experts = this.tshark.get().fields(capture, "rushb.expert.stray");
			assertThat(experts).containsExactly("1", "", "", "1", "1", "1", "1", "1", "", "", "", "", "1", "", "");
			assertThat(this.tshark.get().fields(capture, "rushb.retransmission_of", "rushb.request_in")).endsWith("|11",
					"|", "11|", "12|14");
		}
	}

	@Test
	@DisplayName("A6, A7: a client that starts over, and the next transfer on the same port")
	void sessionsFollowEachOtherOnOnePort() throws Exception {
		CaptureFile capture = new CaptureFile().client(get("f"))
			.server(dat(1, "a"))
			.client(ack(2, 1))
			.server(dat(2, "b"))
			.client(get("f"))
			.server(dat(1, "a"))
			.client(ack(2, 1))
			.client(get("f"))
			.server(fin(2))
			.client(finAck(3, 2))
			.server(finAck(3, 3))
			.client(get("g"))
			.server(fin(1));
		assertFields(capture, LINKS, "0|f||2|", "0|f|1|3|", "0|f|2|4|", "0|f|3||", "1|f||6|", "1|f|5|7|", "1|f|6|9|",
				"1|f|||", "1|f|7|10|", "1|f|9|11|", "1|f|10||", "2|g||13|", "2|g|12||");
		if (this.tshark.isPresent()) {
			assertThat(this.tshark.get().fields(capture, "rushb.expert.stray", "rushb.expert.refused"))
				.containsExactly("|", "|", "|", "|", "1|", "|", "|", "1|", "|", "|", "|", "|", "|1");
		}
	}

	@Test
	@DisplayName("N2: a capture that begins in mid-session, and numbers that wrap")
	void numbersWrapInASessionWhoseStartWasMissed() throws Exception {
		CaptureFile capture = new CaptureFile().server(dat(65_534, "a"))
			.client(ack(65_535, 65_534))
			.server(dat(65_535, "a"))
			.client(ack(0, 65_535))
			.server(dat(0, "a"))
			.server(dat(0, "a"))
			.client(ack(1, 0))
			.server(dat(1, "a"))
			.client(ack(2, 0))
			.client(ack(3, 1));
		assertFields(capture, LINKS, "0|||2|", "0||1|3|", "0||2|4|", "0||3|5|", "0||4|7|", "0|||7|5", "0||6|8|",
				"0||7|10|", "0||6||", "0||8||");
	}

	@Test
	void whatTheCaptureMissedIsToldAndDoesNoHarm() throws Exception {
		CaptureFile capture = new CaptureFile().client(get("f"))
			.server(dat(1, "a"))
			.server(dat(2, "b"))
			.client(ack(3, 2))
			.server(dat(3, "c"))
			.server(dat(7, "d"))
			.client(ack(90, 7))
			.server(dat(8, "e"))
			.server(dat(30_000, "x"))
			.client(ack(91, 8))
			.server(fin(9));
		if (this.tshark.isPresent()) {
			assertThat(this.tshark.get().fields(capture, "rushb.expert.gap", "rushb.stray")).containsExactly("|", "|",
					"1|", "|", "|", "1|", "|", "|", "|Number out of sequence: 9 expected", "|", "|");
		}
	}

	@Test
	@DisplayName("N3: an acknowledgement number where none belongs")
	void anAcknowledgementNumberWhereNoneBelongsIsTold() throws Exception {
		CaptureFile capture = new CaptureFile().client(get("f"))
			.server(PacketCodec.encode(Kind.DAT, Options.NONE, 1, 9, new byte[] { 'a' }, 0, 1));
		assertFields(capture, new String[] { "rushb.expert.number" }, "", "1");
		assertInfo(capture, "GET seq=1 \"f\"", "DAT seq=1 ack=9 len=1");
	}

}
