package io.rushb.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.rushb.testing.MemoryStore;
import io.rushb.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link Limits}, and the options that set them.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LimitsTests {

	private final StringWriter err = new StringWriter();

	private final StringWriter out = new StringWriter();

	@TempDir
	private Path directory;

	@ParameterizedTest
	@CsvSource({ "9999, 8", "10000, 0", "1, 8", "9KB, 8", "10kb, 0", "1G, 0" })
	void aFileThatIsBiggerThanAllowedIsNotDelivered(String size, int code) throws IOException {
		Path target = this.directory.resolve("x");
		assertThat(get("--max-size", size, "-o", target.toString())).as(this.err.toString()).isEqualTo(code);
		assertThat(target.toFile().exists()).isEqualTo(code == 0);
		if (code != 0) {
			assertThat(this.err.toString()).contains("--max-size allows");
			assertThat(this.directory).isEmptyDirectory();
		}
	}

	@Test
	void programsAreToldWhichLimitItWas() throws IOException {
		get("--json", "--max-size", "1", "-o", this.directory.resolve("x").toString());
		assertThat(this.out.toString()).contains("\"error\":\"too_big\"");
		get("--json", "--max-time", "0.000001s", "-o", this.directory.resolve("x").toString());
		assertThat(this.out.toString()).contains("\"error\":\"too_long\"");
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void aFileThatTakesLongerThanAllowedIsNotDelivered() throws IOException {
		assertThat(get("--max-time", "1us", "-o", this.directory.resolve("x").toString())).isEqualTo(3);
		assertThat(this.err.toString()).contains("longer than --max-time allows");
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void aDiskIsNotFilledByAFileThatHasMoreThanTheFloorItself() {
		Path file = this.directory.resolve("x");
		long more = file.getParent().toFile().getUsableSpace() * 2;
		assertThatExceptionOfType(Limits.LimitReached.class)
			.isThrownBy(() -> new Limits(null, null, more, file, System.nanoTime()).check(more + 1))
			.withMessageContaining("--min-free");
		new Limits(null, null, more, file, System.nanoTime()).check(more);
		new Limits(null, null, 0, file, System.nanoTime()).check(1);
		new Limits(null, null, more, null, System.nanoTime()).check(more + 1);
	}

	@Test
	void timeThatIsNotOverIsNoLimit() {
		new Limits(null, Duration.ofDays(1), 0, null, System.nanoTime() - TimeUnit.HOURS.toNanos(1)).check(1);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "500, 500", "64KB, 65536", "64k, 65536", "1.5MB, 1572864", "2G, 2147483648",
			"1TB, 1099511627776", "7B, 7" })
	void readsSizes(String text, long bytes) {
		assertThat(new SizeConverter().convert(text)).isEqualTo(bytes);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-1", "1X", "KB", "1 MB", "999999999999999T", "1e3" })
	void refusesWhatIsNoSize(String text) {
		assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> new SizeConverter().convert(text));
	}

	private int get(String... options) throws IOException {
		byte[] content = "some bytes".repeat(1000).getBytes(StandardCharsets.US_ASCII);
		CommandLine line = RushbCommand.commandLine("rushb");
		line.setErr(new PrintWriter(this.err, true));
		line.setOut(new PrintWriter(this.out, true));
		try (TestServer server = TestServer.start(new MemoryStore().with("a", content))) {
			String[] args = new String[options.length + 2];
			args[0] = "get";
			System.arraycopy(options, 0, args, 1, options.length);
			args[args.length - 1] = server.uri("a").toString();
			return line.execute(args);
		}
	}

}
