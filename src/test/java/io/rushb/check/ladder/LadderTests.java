package io.rushb.check.ladder;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What ladders and capture files look like.
 */
class LadderTests {

	private static final byte[] GET = PacketCodec.encode(Kind.GET, new Options(true, true), 1, 0, new byte[] { 'a', 7 },
			0, 2);

	private static final byte[] DAT = PacketCodec.encode(Kind.DAT, Options.NONE, 1, 0, new byte[] { 'x' }, 0, 1);

	@Test
	void tellsKindNumbersOptionsAndLength() {
		assertThat(text(true, GET)).matches("GET CHK ENC seq 1 checksum \\d+ \"a\\\\x07\"");
		assertThat(text(false, DAT)).isEqualTo("DAT seq 1, 1 byte");
		assertThat(text(true, PacketCodec.encode(Kind.DAT_NAK, Options.NONE, 3, 2))).isEqualTo("DAT+NAK seq 3 ack 2");
	}

	@Test
	void tellsWhatIsWrongWithAPacket() {
		assertThat(text(true, new byte[] { 1, 2 })).isEqualTo("2 bytes: 01 02");
		assertThat(text(false, Arrays.copyOf(DAT, 20))).isEqualTo("DAT seq 1, 1 byte, length 20");
		assertThat(text(false, Arrays.copyOf(DAT, 1473))).isEqualTo("DAT seq 1, 1 byte, length over 1472");
		byte[] odd = DAT.clone();
		odd[6] = 0x01;
		odd[7] = 0x0b;
		assertThat(text(false, odd)).isEqualTo("no flag seq 1, 1 byte, version 3, reserved bits set");
	}

	@Test
	void longNamesAreCutAtTheirBeginning() {
		byte[] name = ("d/".repeat(50) + "file").getBytes(StandardCharsets.US_ASCII);
		byte[] get = PacketCodec.encode(Kind.GET, Options.NONE, 1, 0, name, 0, name.length);
		assertThat(text(true, get)).endsWith("d/d/file\"").startsWith("GET seq 1 \"...");
	}

	@Test
	void marksThePacketThatDeviates() {
		TracedPacket get = new TracedPacket(1_000_000, 0, true, GET);
		TracedPacket dat = new TracedPacket(2_500_000, 0, false, DAT);
		Recording recording = new Recording();
		recording.add(get);
		recording.add(dat);
		List<String> lines = Ladder.of(recording, dat, "here: expected FIN");
		assertThat(lines.get(0)).startsWith("         0.0 ms  GET").endsWith("->");
		assertThat(lines.get(1)).startsWith("!!       1.5 ms  <-").endsWith("- DAT seq 1, 1 byte");
		assertThat(lines.get(2)).isEqualTo("!!               here: expected FIN");
	}

	@Test
	void longRecordingsAreBounded() {
		Recording recording = new Recording();
		for (int i = 0; i < 1000; i++) {
			recording.add(new TracedPacket(i, 1, false, DAT));
		}
		List<String> lines = Ladder.of(recording);
		assertThat(lines).hasSize(61).anySatisfy((line) -> assertThat(line).contains("940 packets are not shown"));
		assertThat(lines.get(0)).contains("[2] ");
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1, 127.0.0.2, 28, 0x45", "::1, ::2, 48, 0x60", "0.0.0.0, ::1, 48, 0x60",
			"0.0.0.0, 127.0.0.1, 28, 0x45" })
	void framesOfACaptureAreWholeIpPackets(String source, String destination, int headers, String first) {
		byte[] frame = CaptureFormat.frame(1_500_000, new InetSocketAddress(source, 1),
				new InetSocketAddress(destination, 2), DAT, DAT.length);
		ByteBuffer buffer = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
		assertThat(buffer.getInt(0)).isEqualTo(1);
		assertThat(buffer.getInt(4)).isEqualTo(500_000);
		assertThat(buffer.getInt(8)).isEqualTo(DAT.length + headers).isEqualTo(frame.length - 16);
		assertThat(frame[16] & 0xff).isEqualTo(Integer.decode(first));
		byte[] payload = Arrays.copyOfRange(frame, 16 + headers, frame.length);
		assertThat(payload).isEqualTo(DAT);
	}

	private static String text(boolean sent, byte[] datagram) {
		return new TracedPacket(0, 0, sent, datagram).text();
	}

}
