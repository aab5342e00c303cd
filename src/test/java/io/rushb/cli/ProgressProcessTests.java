package io.rushb.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

import io.rushb.session.ProtocolSettings;
import io.rushb.testing.MemoryStore;
import io.rushb.testing.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The progress line on pseudo-terminals of several widths, made by {@code script}.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProgressProcessTests {

	private static final String NAME = "a-file-with-a-rather-long-name-that-fits-no-terminal-at-all-0123456789.iso";

	private static final String ERASE = "\u001b[K";

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(ints = { 40, 80, 132 })
	void isOneLineAtAnyWidthAndSaysForHowLongNothingCame(int columns) throws Exception {
		try (TestServer server = falling()) {
			Process terminal = terminal(columns, "get --timeout 100s -o x " + server.uri(NAME));
			await((screen) -> screen.contains("no answer for 4 s"));
			terminal.descendants().forEach(ProcessHandle::destroy);
			terminal.waitFor();
			assertThat(lines(screen())).isNotEmpty()
				.allSatisfy((line) -> assertThat(line).hasSizeLessThan(columns).doesNotContain("\n"));
			assertThat(screen()).contains(NAME.substring(0, 10));
		}
	}

	@Test
	void theWidthIsReadAgain() throws Exception {
		try (TestServer server = falling()) {
			Process terminal = terminal(132, "get --timeout 100s -o x " + server.uri(NAME));
			await((screen) -> lines(screen).stream().anyMatch((line) -> line.length() > 80));
			String name = Files.readString(this.directory.resolve("tty")).strip();
			int exit = new ProcessBuilder("stty", "-F", name, "cols", "40").start().waitFor();
			assertThat(exit).isZero();
			await((screen) -> {
				List<String> lines = lines(screen);
				return lines.get(lines.size() - 1).length() < 40;
			});
			terminal.descendants().forEach(ProcessHandle::destroy);
			terminal.waitFor();
		}
	}

	@Test
	void theLineIsTakenAwayBeforeAnErrorIsWritten() throws Exception {
		try (TestServer server = falling()) {
			Process terminal = terminal(80, "get --timeout 1s -o x " + server.uri(NAME));
			assertThat(terminal.waitFor()).isEqualTo(3);
			assertThat(screen()).contains("\r" + ERASE + "rushb: the server at 127.0.0.1");
		}
	}

	@Test
	void thereIsNoLineWhereTheBytesGoToTheTerminal() throws Exception {
		MemoryStore store = new MemoryStore().with("a", "some text\n".getBytes(StandardCharsets.US_ASCII));
		try (TestServer server = TestServer.start(store)) {
			assertThat(terminal(80, "get -o - " + server.uri("a")).waitFor()).isZero();
			assertThat(screen()).contains("some text").doesNotContain(ERASE);
		}
	}

	@Test
	void bytesThatAreNoTextGoToTheTerminalOnlyIfTheyAreForced() throws Exception {
		MemoryStore store = new MemoryStore().with("a", "picture\u001b[2J".getBytes(StandardCharsets.US_ASCII));
		try (TestServer server = TestServer.start(store)) {
			assertThat(terminal(80, "get -o - " + server.uri("a")).waitFor()).isEqualTo(5);
			assertThat(screen()).contains("these bytes are no text").doesNotContain("picture");
			assertThat(terminal(80, "get -f -o - " + server.uri("a")).waitFor()).isZero();
			assertThat(screen()).contains("picture\u001b[2J");
		}
	}

	/** Falls silent after some packets. */
	private static TestServer falling() throws IOException {
		return TestServer.start(new MemoryStore().with(NAME, "a".repeat(100_000).getBytes(StandardCharsets.US_ASCII)),
				InetAddress.getLoopbackAddress(), ProtocolSettings.DEFAULTS, 20);
	}

	private Process terminal(int columns, String arguments) throws IOException {
		String line = "tty > tty; stty cols " + columns + "; exec '" + String.join("' '", ClientProcess.command())
				+ "' " + arguments;
		return new ProcessBuilder("script", "--quiet", "--return", "--command", line, "/dev/null")
			.directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(this.directory.resolve("screen").toFile())
			.start();
	}

	private void await(Predicate<String> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> condition.test(screen()));
	}

	private String screen() throws IOException {
		return Files.readString(this.directory.resolve("screen"), StandardCharsets.UTF_8);
	}

	/** What was drawn, one after the other, without the commands to the terminal. */
	private static List<String> lines(String screen) {
		return Arrays.stream(screen.split("\r"))
			.filter((line) -> line.contains(ERASE))
			.map((line) -> line.substring(0, line.indexOf(ERASE)))
			.toList();
	}

}
