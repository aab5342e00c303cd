package io.rushb.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("W5")
class InternetChecksumTests {

	@ParameterizedTest
	@CsvSource({ "files/file.txt, 1, '', 0, 19008", "files/file.txtERROR, 1, '', 0, 43094", "a, 1464, '', 0, 36237",
			"a, 2, b, 1000, 30326", "'', 0, '', 0, 65535" })
	void vectorsOfTheProtocol(String text, int times, String more, int moreTimes, int checksum) {
		byte[] bytes = (text.repeat(times) + more.repeat(moreTimes)).getBytes(StandardCharsets.US_ASCII);
		assertThat(InternetChecksum.of(bytes)).isEqualTo(checksum);
	}

	@Test
	void paddingMakesNoDifference() {
		Random random = new Random(5);
		for (int length = 0; length <= 64; length++) {
			byte[] bytes = new byte[length];
			random.nextBytes(bytes);
			assertThat(InternetChecksum.of(Arrays.copyOf(bytes, 1464))).isEqualTo(InternetChecksum.of(bytes));
		}
	}

	@Test
	void bytesAreSwappedWithRespectToTheRfc() {
		// RFC 1071, section 3: the sum of these words is 0xddf2, its complement 0x220d.
		byte[] bytes = { 0, 1, (byte) 0xf2, 3, (byte) 0xf4, (byte) 0xf5, (byte) 0xf6, (byte) 0xf7 };
		assertThat(InternetChecksum.of(bytes)).isEqualTo(0x0d22);
	}

	@Test
	void agreesWithTheDefinitionWordByWord() {
		Random random = new Random(1071);
		for (int i = 0; i < 2_000; i++) {
			byte[] bytes = new byte[random.nextInt(1500)];
			random.nextBytes(bytes);
			int offset = random.nextInt(bytes.length + 1);
			int length = random.nextInt(bytes.length - offset + 1);
			int sum = 0;
			for (int at = 0; at < length; at++) {
				sum += (bytes[offset + at] & 0xff) << ((at % 2 == 0) ? 0 : 8);
				sum = (sum & 0xffff) + (sum >>> 16);
			}
			assertThat(InternetChecksum.of(bytes, offset, length)).isEqualTo(~sum & 0xffff);
		}
	}

}
