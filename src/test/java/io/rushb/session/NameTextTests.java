package io.rushb.session;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NameTextTests {

	@Test
	void holdsNothingThatCouldForgeALogLine() {
		byte[] bytes = { 'a', ' ', '~', '\n', '\\', '"', 0, (byte) 0xff, 0x7f };
		assertThat(NameText.of(bytes)).isEqualTo("a ~\\x0a\\x5c\\x22\\x00\\xff\\x7f");
		assertThat(NameText.of("\u202e\u200b".getBytes(StandardCharsets.UTF_8))).matches("(\\\\x[0-9a-f]{2}){6}");
	}

	@Test
	void isCutAtTwoHundredCharacters() {
		assertThat(NameText.of("n".repeat(200).getBytes(StandardCharsets.US_ASCII))).isEqualTo("n".repeat(200));
		assertThat(NameText.of("n".repeat(201).getBytes(StandardCharsets.US_ASCII))).isEqualTo("n".repeat(200) + "...");
		byte[] ones = new byte[1464];
		Arrays.fill(ones, (byte) 1);
		assertThat(NameText.of(ones)).isEqualTo("\\x01".repeat(50) + "...");
		byte[] odd = ("n".repeat(199) + "\n").getBytes(StandardCharsets.US_ASCII);
		assertThat(NameText.of(odd)).as("no escape is cut in two").isEqualTo("n".repeat(199) + "...");
	}

}
