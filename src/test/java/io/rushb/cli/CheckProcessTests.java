package io.rushb.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.rushb.check.StudentProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code rushb check} as a process: on pseudo-terminals, which {@code script} makes, and
 * interrupted.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CheckProcessTests {

	private static final String ESCAPE = "\u001b";

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(ints = { 40, 80 })
	void aTerminalHasColoursAndNoLineThatItMustBreak(int columns) throws Exception {
		List<String> lines = terminal(columns, "env -u NO_COLOR TERM=xterm");
		assertThat(String.join("\n", lines)).contains(ESCAPE + "[31mFAILED" + ESCAPE + "[0m S4", ESCAPE + "[32mholds");
		assertThat(lines).allSatisfy(
				(line) -> assertThat(line.replaceAll(ESCAPE + "\\[[0-9]+m", "")).hasSizeLessThanOrEqualTo(columns));
	}

	@ParameterizedTest
	@CsvSource({ "NO_COLOR=1 TERM=xterm", "TERM=dumb" })
	void aTerminalHasNoColoursWhereTheyAreNotWanted(String environment) throws Exception {
		List<String> lines = terminal(80, "env " + environment);
		assertThat(String.join("\n", lines)).doesNotContain(ESCAPE).contains("FAILED S4", "holds");
	}

	private List<String> terminal(int columns, String environment) throws Exception {
		List<String> words = new ArrayList<>(
				ClientProcess.command("check", "--only", "two-packets,empty-file", "--server-timeout", "1s", "--"));
		words.addAll(StudentProcess.command("EMPTY_IS_MISSING"));
		String line = "stty cols " + columns + "; exec " + environment + " '" + String.join("' '", words) + "'";
		Path screen = this.directory.resolve("screen");
		Process process = new ProcessBuilder("script", "--quiet", "--return", "--command", line, "/dev/null")
			.directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(screen.toFile())
			.start();
		assertThat(process.waitFor()).as(() -> read(screen)).isEqualTo(1);
		// A carriage return without a line feed takes the progress away.
		return read(screen).replace("\r\n", "\n").lines().flatMap((drawn) -> Arrays.stream(drawn.split("\r"))).toList();
	}

	@Test
	void interruptedWhileItWaitsForThePortItLeavesNeitherFilesNorProcesses() throws Exception {
		Path pid = this.directory.resolve("pid");
		// Whoever runs the tests in the background has them ignore the signal.
		List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
		command.addAll(ClientProcess.command("check", "--gradescope", "results.json", "--", "sh", "-c",
				"trap '' TERM INT; sleep 300 & echo $! >pid.new; mv pid.new pid; wait"));
		Process process = new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(this.directory.resolve("out").toFile())
			.start();
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(pid));
		ProcessHandle child = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
		assertThat(files()).anyMatch((name) -> name.startsWith("rushb-check-"));
		new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isEqualTo(130);
		assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(30));
		assertThat(files()).containsExactlyInAnyOrder("out", "pid", "results.json");
		assertThat(this.directory.resolve("results.json")).content().contains("the check was interrupted");
	}

	private List<String> files() throws IOException {
		try (var files = Files.list(this.directory)) {
			return files.map((file) -> file.getFileName().toString()).toList();
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return String.valueOf(ex);
		}
	}

}
