package io.rushb.wireshark;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.Sender;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.rushb.testing.ClientPackets.ack;
import static io.rushb.testing.ClientPackets.finAck;
import static io.rushb.testing.ClientPackets.get;
import static io.rushb.testing.ClientPackets.with;
import static io.rushb.testing.ClientPackets.withChecksum;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the dissector shows of a single packet. Where tshark is not installed these tests
 * only make their captures.
 */
class DissectorTests {

	private static final Options CHK = new Options(true, false);

	private static final Options BOTH = new Options(true, true);

	@SuppressWarnings("NullAway.Init")
	private Optional<Tshark> tshark;

	@BeforeEach
	void findTshark(@TempDir Path directory) {
		this.tshark = Tshark.installed(directory);
	}

	private static byte[] dat(int sequence, String data, Options options) {
		byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
		return PacketCodec.encode(Kind.DAT, options, sequence, 0, bytes, 0, bytes.length);
	}

	private static String hex(String text) {
		return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void everyFieldOfThePacketIsThere() throws Exception {
		CaptureFile capture = new CaptureFile().client(get("files/file.txt", CHK)).client(ack(258, 772));
		if (this.tshark.isPresent()) {
			assertThat(this.tshark.get()
				.fields(capture, "rushb.seq", "rushb.ack", "rushb.checksum", "rushb.flags", "rushb.reserved",
						"rushb.version", "rushb.len", "rushb.padding", "rushb.kind", "rushb.sender"))
				.containsExactly("1|0|0x4a40|0x24|0|2|14|1450|GET|client",
						"258|772|0x0000|0x90|0|2|0|1464|DAT+ACK|client");
			assertThat(this.tshark.get()
				.fields(capture, "rushb.flags.ack", "rushb.flags.nak", "rushb.flags.get", "rushb.flags.dat",
						"rushb.flags.fin", "rushb.flags.chk", "rushb.flags.enc", "rushb.flags.reserved"))
				.containsExactly("0|0|1|0|0|1|0|0", "1|0|0|1|0|0|0|0");
		}
	}

	@Test
	@DisplayName("P1, P5: the protocol's own names are taken apart, and a part's trailer is shown")
	void knowsTheNamesAndTheTrailerOfParts() throws Exception {
		String cookie = "00112233445566778899aabbccddeeff";
		String mac = "ffeeddccbbaa99887766554433221100";
		CaptureFile capture = new CaptureFile().client(get(".rushb/part/" + cookie + "/t-1/3-3/d/f"))
			.server(dat(1, "abc", Options.NONE))
			.client(ack(2, 1))
			.server(dat(2, mac, Options.NONE));
		if (this.tshark.isPresent()) {
			assertThat(this.tshark.get()
				.fields(capture, "rushb.way", "rushb.cookie", "rushb.tag", "rushb.first", "rushb.last", "rushb.path",
						"rushb.trailer"))
				.containsExactly("part|" + cookie + "|t-1|3|3|d/f|", "||||||", "||||||", "||||||" + mac);
		}
	}

	@Test
	void theInfoColumnTellsTheKindTheNumbersAndWhatIsSpecial() throws Exception {
		CaptureFile capture = new CaptureFile().client(get("files/file.txt", CHK))
			.server(dat(1, "a".repeat(1464), CHK))
			.client(PacketCodec.encode(Kind.DAT_ACK, CHK, 2, 1))
			.server(PacketCodec.encode(Kind.FIN, CHK, 2, 0))
			.client(PacketCodec.encode(Kind.FIN_ACK, CHK, 3, 2))
			.server(PacketCodec.encode(Kind.FIN_ACK, CHK, 3, 3))
			.client(40_001, get("nothing"))
			.server(40_001, PacketCodec.encode(Kind.FIN, Options.NONE, 1, 0));
		if (this.tshark.isPresent()) {
			assertThat(this.tshark.get().info(capture)).containsExactly("GET seq=1 \"files/file.txt\" [CHK]",
					"DAT seq=1 len=1464 [CHK]", "DAT+ACK seq=2 ack=1 [CHK]", "FIN seq=2 [CHK]",
					"FIN+ACK seq=3 ack=2 [CHK]", "FIN+ACK seq=3 ack=3 [CHK]", "GET seq=1 \"nothing\"",
					"[Not available] FIN seq=1");
		}
	}

	@Test
	@DisplayName("W4, W6: the payload without its padding, and the data without ENC")
	void payloadsAreStrippedAndDeciphered() throws Exception {
		String text = "Grüße\n\0a";
		CaptureFile capture = new CaptureFile().client(get("f", BOTH)).server(dat(1, text, BOTH));
		byte[] sent = dat(2, text, BOTH);
		String payload = HexFormat.of().formatHex(Arrays.copyOfRange(sent, 8, 18));
		capture.client(40_001, get("f")).server(40_001, dat(1, text, Options.NONE));
		if (this.tshark.isPresent()) {
			List<String> fields = this.tshark.get()
				.fields(capture, "rushb.len", "rushb.padding", "rushb.payload", "rushb.data", "rushb.resource");
			assertThat(fields.get(0)).endsWith("|66|f");
			assertThat(fields.get(1)).isEqualTo("10|1454|" + payload + "|" + hex(text) + "|f");
			assertThat(fields.get(2)).isEqualTo("1|1463|66|66|f");
			assertThat(fields.get(3)).isEqualTo("10|1454|" + hex(text) + "|" + hex(text) + "|f");
		}
	}

	@Test
	@DisplayName("W6: every byte is deciphered as our own decoder does it")
	void everyByteIsDeciphered() throws Exception {
		byte[] all = new byte[256];
		for (int i = 0; i < all.length; i++) {
			all[i] = (byte) (i + 1);
		}
		byte[] datagram = PacketCodec.encode(Kind.DAT, new Options(false, true), 1, 0);
		System.arraycopy(all, 0, datagram, PacketCodec.HEADER_LENGTH, 255);
		CaptureFile capture = new CaptureFile().server(datagram);
		Packet packet = (Packet) PacketCodec.decode(datagram, datagram.length, Sender.SERVER);
		if (this.tshark.isPresent()) {
			assertThat(this.tshark.get().fields(capture, "rushb.data"))
				.containsExactly(HexFormat.of().formatHex(packet.data()));
		}
	}

	@Test
	@DisplayName("W5: the checksum is right, wrong or not there")
	void checksumsAreJudged() throws Exception {
		CaptureFile capture = new CaptureFile().client(get("f", CHK))
			.server(dat(1, "a".repeat(1464), CHK))
			.server(withChecksum(dat(1, "a".repeat(1464), CHK), 36238))
			.client(PacketCodec.encode(Kind.DAT_NAK, CHK, 2, 1))
			.client(40_001, get("odd"))
			.server(40_001, withChecksum(dat(1, "abc", Options.NONE), 7))
			.server(40_001, dat(1, "abc", Options.NONE));
		if (this.tshark.isPresent()) {
			assertThat(this.tshark.get()
				.fields(capture, "rushb.checksum.status", "rushb.checksum.calculated", "rushb.expert.checksum"))
				.containsExactly("1|0xff99|", "1|0x8d8d|", "0|0x8d8d|1", "1|0xffff|", "3|0x0000|", "0|0x0000|1",
						"3|0x0000|");
			assertThat(this.tshark.get().info(capture)).element(2)
				.isEqualTo("[Wrong checksum] [Retransmission] DAT seq=1 len=1464 [CHK]");
		}
	}

	@Test
	@DisplayName("W1 to W4: what makes a datagram no packet")
	void malformedPacketsSayWhy() throws Exception {
		CaptureFile capture = new CaptureFile().client(Arrays.copyOf(get("f"), 1471))
			.client(new byte[] { 1, 2, 3 })
			.client(with(get("f"), 7, 3))
			.client(with(get("f"), 7, 0x0a))
			.client(with(get("f"), 6, 0x21))
			.client(with(get("f"), 6, 0x30))
			.client(with(get("f"), 6, 0))
			.client(dat(1, "a", Options.NONE))
			.server(ack(1, 1))
			.client(with(ack(1, 1), 1471, 'x'))
			.client(with(with(ack(1, 1), 1471, 'x'), 7, 0));
		if (this.tshark.isPresent()) {
			assertThat(this.tshark.get().fields(capture, "rushb.malformed")).containsExactly("W1: 1471 bytes, not 1472",
					"W1: 3 bytes, not 1472", "W2: version 3, not 2", "W2: a reserved bit is set",
					"W2: a reserved bit is set", "W3: GET+DAT is no legal combination of flags",
					"W3: no kind is no legal combination of flags", "W3: DAT is not sent by a client",
					"W3: DAT+ACK is not sent by a server", "W4: DAT+ACK carries no data",
					"W2: version 0, not 2;W4: DAT+ACK carries no data");
			assertThat(this.tshark.get().info(capture)).startsWith("[Malformed W1] GET seq=1 \"f\"",
					"[Malformed W1] 3 bytes", "[Malformed W2] GET seq=1 \"f\"");
			assertThat(this.tshark.get().fields(capture, "rushb.expert.malformed")).doesNotContain("");
		}
	}

	@Test
	void namesFromTheNetworkAreMadePrintable() throws Exception {
		CaptureFile capture = new CaptureFile().client(get("Grüße \"x\" \\ \u0007"))
			.client(40_001, get(1, 0, new byte[] { 'a', (byte) 0xff, 'b' }, Options.NONE))
			.client(40_002, get(""));
		if (this.tshark.isPresent()) {
			assertThat(this.tshark.get().info(capture)).containsExactly("GET seq=1 \"Grüße \\\"x\\\" \\\\ \\x07\"",
					"GET seq=1 \"a\\xffb\"", "GET seq=1 \"\"");
		}
	}

	@Test
	void whatACaptureDoesNotHoldIsNotJudged() throws Exception {
		CaptureFile cut = new CaptureFile().cutFramesAt(128).client(get("f", CHK)).server(dat(1, "a".repeat(200), CHK));
		CaptureFile quoted = new CaptureFile().client(get("f", CHK)).portUnreachable(get("f", CHK));
		if (this.tshark.isPresent()) {
			assertThat(this.tshark.get().fields(cut, "rushb.checksum.status", "rushb.malformed", "rushb.len"))
				.containsExactly("2||1", "2||92");
			assertThat(this.tshark.get().fields(quoted, "rushb.resource", "rushb.checksum.status", "rushb.stray"))
				.containsExactly("f|1|", "f|2|");
		}
	}

	@Test
	void anotherPortIsReadByPreferenceOrDecodeAs() throws Exception {
		CaptureFile capture = new CaptureFile(3201).client(get("f"))
			.server(dat(1, "a", Options.NONE))
			.client(ack(2, 1))
			.server(PacketCodec.encode(Kind.FIN, Options.NONE, 2, 0))
			.client(finAck(3, 2))
			.server(finAck(3, 3));
		String[] fields = { "rushb.sender", "rushb.kind", "rushb.malformed", "rushb.stray" };
		if (this.tshark.isPresent()) {
			assertThat(this.tshark.get().fields(capture, fields)).containsOnly("|||");
			List<String> expected = List.of("client|GET||", "server|DAT||", "client|DAT+ACK||", "server|FIN||",
					"client|FIN+ACK||", "server|FIN+ACK||");
			this.tshark.get().with("-d", "udp.port==3201,rushb");
			assertThat(this.tshark.get().fields(capture, fields)).isEqualTo(expected);
		}
	}

	@Test
	void thePortIsAPreference() throws Exception {
		CaptureFile capture = new CaptureFile(3301).client(get("f")).server(dat(1, "a", Options.NONE));
		CaptureFile usual = new CaptureFile().client(get("f"));
		if (this.tshark.isPresent()) {
			Tshark other = this.tshark.get().with("-o", "rushb.ports:3300-3310");
			assertThat(other.fields(capture, "rushb.sender")).containsExactly("client", "server");
			assertThat(other.fields(usual, "rushb.sender")).containsExactly("");
		}
	}

}
