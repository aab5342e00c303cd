package io.rushb.client;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * {@link RushbUri}.
 */
class RushbUriTests {

	@ParameterizedTest
	@CsvSource({ "rushb://localhost/a, localhost, 3200, a", "rushb://h:1/files/file.txt, h, 1, files/file.txt",
			"rushb://[::1]:3201/a, ::1, 3201, a", "rushb://[::1]/a, ::1, 3200, a",
			"RUSHB://127.0.0.1:65535/a/b, 127.0.0.1, 65535, a/b", "rushb://h/a%20b%25, h, 3200, a b%",
			"rushb://h/a b?c#d, h, 3200, a b?c#d", "rushb://h//etc, h, 3200, /etc" })
	void reads(String text, String host, int port, String name) {
		assertThat(RushbUri.parse(text)).isEqualTo(new RushbUri(host, port, name));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://h/a", "rushb://h", "rushb:///a", "rushb://h/", "rushb://h:0/a",
			"rushb://h:65536/a", "rushb://h:x/a", "rushb://h:/a", "rushb://::1/a", "rushb://h/%", "rushb://h/%2",
			"rushb://h/%zz", "rushb://h/%00", "" })
	void refuses(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> RushbUri.parse(text));
	}

	@Test
	void writesWhatItReads() {
		assertThat(RushbUri.parse("rushb://[::1]/files/a.txt")).hasToString("rushb://[::1]:3200/files/a.txt");
		assertThat(RushbUri.parse("rushb://h/files/a.txt").fileName()).isEqualTo("a.txt");
	}

}
