package io.rushb.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;

import io.rushb.client.FetchResult;
import io.rushb.client.RushbUri;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link FetchReport} and {@link Printable}.
 */
class FetchReportTests {

	private static final FetchResult RESULT = new FetchResult(1500, Duration.ofSeconds(1), 1, 3, 0, 0, 0, true, false,
			FetchResult.PLAIN, FetchResult.NONE, true);

	@Test
	void jsonHasNoControlCharacters() {
		RushbUri uri = new RushbUri("h", 3200, "100%\u001b[2J\u009b");
		String json = FetchReport.json(uri, Path.of("a\u007f\n\"b\\"), RESULT);
		assertThat(json).contains("\"uri\":\"rushb://h:3200/100%25%1B[2J%C2%9B\"")
			.contains("\"file\":\"a\\u007f\\u000a\\\"b\\\\\"");
		assertThat(json.chars().filter(Character::isISOControl)).isEmpty();
	}

	@Test
	void slowTransfersHaveARateToo() {
		assertThat(FetchReport.line(new RushbUri("h", 3200, "a"), null, RESULT))
			.isEqualTo("rushb://h:3200/a: 1,500 bytes in 1.00 s (1.5 kB/s), plain -> standard output");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "0 | 0 bytes", "1 | 1 byte", "2 | 2 bytes", "1500 | 1,500 bytes" })
	void oneIsSingular(long count, String shown) {
		assertThat(FetchReport.number(count, "byte")).isEqualTo(shown);
	}

	@Test
	void printableShowsControlCharacters() {
		assertThat(Printable.of("a\u001b\n\u009b\u00fc\u6587")).isEqualTo("a\\u001b\\u000a\\u009b\u00fc\u6587");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0x202a, 0x202e, 0x2066, 0x2069, 0x200e, 0x061c, 0x200b, 0x200d, 0x2060, 0xfeff, 0x00ad,
			0x034f, 0x115f, 0x3164, 0xffa0, 0xfe0f, 0x180e, 0x2028, 0x2029, 0xe0041, 0xe0100, 0xd800 })
	void printableEscapesWhatTurnsTheDirectionOrHasNoWidth(int character) {
		String escaped = new String(Character.toChars(character)).chars()
			.mapToObj((unit) -> String.format("\\u%04x", unit))
			.collect(Collectors.joining());
		assertThat(Printable.of("a" + Character.toString(character) + "b")).isEqualTo("a" + escaped + "b");
	}

	@Test
	void printableLeavesWhatIsSeenAsItIs() {
		String seen = "u\u0308 \u05d0\u0628 \u6587 \ud83d\ude00 #?+%'\"";
		assertThat(Printable.of(seen)).isEqualTo(seen);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0 B", "999, 999 B", "1000, 1.0 kB", "73200, 73.2 kB", "999949, 999.9 kB", "999999, 1.0 MB",
			"1500000, 1.5 MB", "2500000000, 2.5 GB", "4000000000000, 4000.0 GB" })
	void sizesHaveTheUnitThatLeavesTheFewestDigits(long bytes, String shown) {
		assertThat(FetchReport.size(bytes)).isEqualTo(shown);
	}

}
