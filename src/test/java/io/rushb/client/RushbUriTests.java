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
			"rushb://h/a b?c#d, h, 3200, a b?c#d", "rushb://fe80/a, fe80, 3200, a",
			"rushb://[fe80::1%eth0]:1/a, fe80::1%eth0, 1, a", "rushb://[fe80::1%25eth0]/x, fe80::1%eth0, 3200, x",
			"rushb://[fe80::1%25]/x, fe80::1%25, 3200, x", "rushb://h/%C3%BC, h, 3200, \u00fc",
			"rushb://h//etc, h, 3200, /etc" })
	void reads(String text, String host, int port, String name) {
		assertThat(RushbUri.parse(text)).isEqualTo(new RushbUri(host, port, name));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://h/a", "rushb://h", "rushb:///a", "rushb://h/", "rushb://h:0/a",
			"rushb://h:65536/a", "rushb://h:x/a", "rushb://h:/a", "rushb://::1/a", "rushb://h/%", "rushb://h/%2",
			"rushb://h/%zz", "rushb://h/%00", "", "rushb://[::1]x/a", "rushb://us er/a", "rushb://user@127.0.0.1/a",
			"rushb://[localhost]/a", "rushb://h:+34200/a", "rushb://h:-1/a", "rushb://h/%ff", "rushb://h/%C3",
			"rushb://h:1:2/a", "rushb://[::1/a", "rushb://::1]/a", "rushb://h\n/a" })
	void refuses(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> RushbUri.parse(text));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "100%", "a%20b", "evil\u001b[2J", "line\nfeed", "delete\u007f", "csi\u009b", "\u00fc \u6587",
					"gpj.\u202egnp.exe", "zero\u200bwidth", "line\u2028end", "\ud83d\ude00", "tag\udb40\udc41" })
	void writesNamesSoThatTheyAreReadAgainAndHarmless(String name) {
		String text = new RushbUri("h", 3200, name).toString();
		assertThat(RushbUri.parse(text).name()).isEqualTo(name);
		assertThat(text.codePoints()
			.filter((character) -> Character.isISOControl(character)
					|| Character.getType(character) == Character.FORMAT))
			.isEmpty();
	}

	@Test
	void writesWhatItReads() {
		assertThat(RushbUri.parse("rushb://[::1]/files/a.txt")).hasToString("rushb://[::1]:3200/files/a.txt");
		assertThat(RushbUri.parse("rushb://[fe80::1%eth0]/a")).hasToString("rushb://[fe80::1%25eth0]:3200/a");
		assertThat(RushbUri.parse("rushb://h/files/a.txt").fileName()).isEqualTo("a.txt");
	}

}
