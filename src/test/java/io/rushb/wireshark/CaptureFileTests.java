package io.rushb.wireshark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CaptureFileTests {

	private static final byte[] HELLO = { 'h', 'e', 'l', 'l', 'o', '!' };

	private static final String FILE_HEADER = "d4c3b2a1 0200 0400 00000000 00000000 00000400 65000000";

	private static byte[] hex(String... parts) {
		return HexFormat.of().parseHex(String.join("", parts).replace(" ", ""));
	}

	@Test
	void anEmptyCaptureIsItsHeader() {
		assertThat(new CaptureFile().bytes()).isEqualTo(hex(FILE_HEADER));
	}

	@Test
	void aRequestAndItsAnswerAreTheseBytes(@TempDir Path directory) throws Exception {
		Path file = directory.resolve("hello.pcap");
		new CaptureFile().client(HELLO).server(HELLO).write(file);
		assertThat(Files.readAllBytes(file)).isEqualTo(
				hex(FILE_HEADER, "00000000 00000000 22000000 22000000", "45000022 00000000 4011 66c9 0a000001 0a000002",
						"9c40 0c80 000e ff1b 68656c6c6f21", "00000000 e8030000 22000000 22000000",
						"45000022 00000000 4011 66c9 0a000002 0a000001", "0c80 9c40 000e ff1b 68656c6c6f21"));
	}

	@Test
	void aFrameThatIsCutShortSaysHowLongItWas() {
		byte[] file = new CaptureFile(3201).cutFramesAt(30).client(HELLO).bytes();
		assertThat(file).isEqualTo(hex(FILE_HEADER, "00000000 00000000 1e000000 22000000",
				"45000022 00000000 4011 66c9 0a000001 0a000002", "9c40 0c81 000e ff1a 6865"));
	}

}
