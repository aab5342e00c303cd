package io.rushb.endpoint;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("S8")
class ResourceNameTests {

	private static @Nullable ResourceName of(String name) {
		return ResourceName.of(name.getBytes(StandardCharsets.UTF_8));
	}

	@ParameterizedTest
	@CsvSource({ "f, f", "/f, f", "files/file.txt, files/file.txt", "/files/file.txt, files/file.txt",
			"a b/c~d, a b/c~d", "...,...", "..a/b.., ..a/b..", ".hidden, .hidden", "C:, C:",
			"\u00fc/\u4e2d, \u00fc/\u4e2d", "%2e%2e/f, %2e%2e/f" })
	void relativePathsAreNames(String name, String path) {
		assertThat(of(name)).isNotNull().hasToString(path);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "//", "//f", "f/", "a//b", ".", "..", "/..", "../f", "a/..", "a/../b", "/../f",
			"a/./b", "./f", "a\\b", "\\f", "..\\f", "a\nb", "a\tb", "a\rb", "\u0001", "a\u007f", "a\u0085b", "\u0000",
			"a\u0000b" })
	void namesThatLeaveTheRootOrAreStrangeAreNone(String name) {
		assertThat(of(name)).isNull();
	}

	@Test
	void nameMayBe1024BytesLong() {
		assertThat(of("n".repeat(1024))).isNotNull();
		assertThat(of("n".repeat(1025))).isNull();
		assertThat(of("\u00fc".repeat(512))).isNotNull();
		assertThat(of("\u00fc".repeat(512) + "n")).isNull();
	}

	@Test
	void bytesThatAreNoTextAreNoName() {
		assertThat(ResourceName.of(new byte[] { (byte) 0xff })).isNull();
		assertThat(ResourceName.of(new byte[] { 'a', (byte) 0xc3 })).isNull();
		// An overlong slash, an overlong dot, a surrogate.
		assertThat(ResourceName.of(new byte[] { '.', '.', (byte) 0xc0, (byte) 0xaf })).isNull();
		assertThat(ResourceName.of(new byte[] { (byte) 0xc0, (byte) 0xae })).isNull();
		assertThat(ResourceName.of(new byte[] { (byte) 0xed, (byte) 0xa0, (byte) 0x80 })).isNull();
	}

}
