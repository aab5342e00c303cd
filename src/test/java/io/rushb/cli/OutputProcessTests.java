package io.rushb.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.rushb.testing.MemoryStore;
import io.rushb.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the commands write, in processes of their own: nothing is lost without a word, and
 * what is for programs is the same in every locale.
 */
@EnabledOnOs(OS.LINUX) // for /dev/full and the locale of an environment
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutputProcessTests {

	private static final byte[] CONTENT = "some bytes".repeat(1000).getBytes(StandardCharsets.US_ASCII);

	@TempDir
	private Path directory;

	private TestServer server;

	@BeforeEach
	void start() throws IOException {
		this.server = TestServer.start(new MemoryStore().with("a", CONTENT).with("\u00e4\u00f6", CONTENT));
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "get --json -o x $URI >/dev/full", "get --json -o x $URI >&-",
			"get --json -o - $URI >x 2>/dev/full", "--help >/dev/full", "get --help >&-", "--version >/dev/full",
			"generate-completion >/dev/full", "bench --seconds 0.1 --clients 1 $URI >/dev/full",
			"relay --listen 127.0.0.1:0 --to 127.0.0.1:9 --for 10ms >&-", "get -o - $URI >/dev/full",
			"get -o - $URI >&-" })
	void lostOutputIsExitCodeFive(String line) throws Exception {
		assertThat(run(line, Map.of())).as(errors()).isEqualTo(5);
		if (!line.contains("2>")) {
			assertThat(errors()).contains("rushb: ").doesNotContain("\tat ");
		}
	}

	@Test
	void aFailureKeepsItsCodeThoughItsReportIsLost() throws Exception {
		assertThat(run("get --json -o x ${URI}none >/dev/full", Map.of())).isEqualTo(1);
		assertThat(errors()).contains("standard output");
	}

	@ParameterizedTest
	@ValueSource(strings = { "C", "POSIX", "C.UTF-8" })
	void jsonIsTheSameInEveryLocale(String locale) throws Exception {
		assertThat(run("get --json -o x \"${URI%a}%C3%A4%C3%B6\"", Map.of("LC_ALL", locale))).as(errors()).isZero();
		assertThat(output()).contains("/\u00e4\u00f6\"").contains("\"ok\":true");
	}

	@Test
	void jsonOnStandardErrorIsTheSameInEveryLocaleToo() throws Exception {
		assertThat(run("get --json -o - \"${URI%a}%C3%A4%C3%B6\"", Map.of("LC_ALL", "C"))).as(errors()).isZero();
		assertThat(errors()).contains("/\u00e4\u00f6\"");
	}

	@Test
	void figuresHaveTheDigitsOfProgramsInEveryLanguage() throws Exception {
		Map<String, String> egypt = Map.of("JDK_JAVA_OPTIONS", "-Duser.language=ar -Duser.country=EG");
		assertThat(run("bench --seconds 0.1 --clients 1 $URI", egypt)).as(errors()).isZero();
		assertThat(run("relay --listen 127.0.0.1:0 --to 127.0.0.1:9 --for 10ms --seed 42", egypt)).isZero();
		assertThat(errors()).contains("seed 42").contains("to 127.0.0.1:9");
	}

	/** Runs a line of the shell that begins with a command of ours. */
	private int run(String line, Map<String, String> environment) throws Exception {
		String client = "'" + String.join("' '", ClientProcess.command()) + "' ";
		ProcessBuilder builder = new ProcessBuilder(List.of("sh", "-c", client + line))
			.directory(this.directory.toFile())
			.redirectOutput(this.directory.resolve("output").toFile())
			.redirectError(this.directory.resolve("errors").toFile());
		builder.environment().put("URI", this.server.uri("a").toString());
		builder.environment().putAll(environment);
		return builder.start().waitFor();
	}

	private String output() throws IOException {
		return Files.readString(this.directory.resolve("output"));
	}

	private String errors() throws IOException {
		Path errors = this.directory.resolve("errors");
		return Files.exists(errors) ? Files.readString(errors) : "";
	}

}
