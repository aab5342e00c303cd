package io.rushb.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.rushb.session.ProtocolSettings;
import io.rushb.testing.MemoryStore;
import io.rushb.testing.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command line in processes of its own: signals, terminals, locales.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RushbProcessTests {

	private static final byte[] CONTENT = "some bytes".repeat(1000).getBytes(StandardCharsets.US_ASCII);

	@TempDir
	private Path directory;

	/** Where nothing is fetched to. */
	@TempDir
	private Path elsewhere;

	@Test
	void killedInMidTransferLeavesNoTarget() throws Exception {
		try (TestServer server = dyingServer()) {
			Process process = get(server, "a");
			server.awaitSilence();
			process.destroyForcibly().waitFor();
			assertThat(files()).allSatisfy((name) -> assertThat(name).isEqualTo(".a.rushb-part"));
		}
	}

	@Test
	void terminatedInMidTransferLeavesNothing() throws Exception {
		try (TestServer server = dyingServer()) {
			Process process = get(server, "a");
			server.awaitSilence();
			process.destroy();
			assertThat(process.waitFor()).isEqualTo(143);
			assertThat(files()).isEmpty();
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX) // whose script command makes the terminal
	void interruptedOnATerminalLeavesNothing() throws Exception {
		try (TestServer server = dyingServer()) {
			// Whoever runs the tests in the background has them ignore the signal.
			List<String> line = List.of("script", "--quiet", "--return", "--command", "exec env --default-signal=INT '"
					+ String.join("' '", command("get", server.uri("a").toString())) + "'", "/dev/null");
			Path screen = this.elsewhere.resolve("screen");
			Process terminal = start(line, ProcessBuilder.Redirect.to(screen.toFile()));
			Awaitility.await().until(() -> Files.readString(screen).contains("B/s"));
			ProcessHandle client = terminal.descendants()
				.filter((process) -> process.info().command().orElse("").endsWith("java"))
				.findFirst()
				.orElseThrow();
			new ProcessBuilder("kill", "-INT", String.valueOf(client.pid())).start().waitFor();
			assertThat(terminal.waitFor()).isEqualTo(130);
			assertThat(files()).isEmpty();
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX) // whose script command makes the terminal
	void noProgressGoesIntoAFileThoughThereIsATerminal() throws Exception {
		try (TestServer server = TestServer.start(new MemoryStore().with("a", CONTENT))) {
			Path errors = this.elsewhere.resolve("errors");
			String get = "exec '" + String.join("' '", command("get", server.uri("a").toString())) + "' 2> '" + errors
					+ "'";
			Process terminal = start(List.of("script", "--quiet", "--return", "--command", get, "/dev/null"),
					ProcessBuilder.Redirect.DISCARD);
			assertThat(terminal.waitFor()).isZero();
			assertThat(Files.readString(errors)).contains("10,000 bytes").doesNotContain("\r");
		}
	}

	@Test
	void terminatedItStillPrintsALineOfJsonForEachUri() throws Exception {
		try (TestServer server = dyingServer()) {
			Path output = this.elsewhere.resolve("output");
			Process process = start(command("get", "--json", server.uri("a").toString(), server.uri("b").toString(),
					server.uri("c").toString()), ProcessBuilder.Redirect.to(output.toFile()));
			server.awaitSilence();
			process.destroy();
			assertThat(process.waitFor()).isEqualTo(143);
			assertThat(Files.readAllLines(output)).hasSize(3)
				.allSatisfy((line) -> assertThat(line).contains("\"ok\":false,\"error\":\"cancelled\""));
		}
		assertThat(files()).isEmpty();
	}

	@Test
	void benchIsInterruptedDuringTheFirstCopy() throws Exception {
		try (TestServer server = dyingServer()) {
			Path output = this.elsewhere.resolve("output");
			Process process = start(command("bench", server.uri("a").toString()),
					ProcessBuilder.Redirect.to(output.toFile()));
			server.awaitSilence();
			process.destroy();
			assertThat(process.waitFor()).isEqualTo(143);
			assertThat(output).content().contains("rushb: cancelled"); // and not killed
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX) // where the locale decides which names there are
	void aNameThatTheLocaleCannotWriteIsWrongUsage() throws Exception {
		Path output = this.elsewhere.resolve("output");
		ProcessBuilder builder = new ProcessBuilder(command("get", "rushb://127.0.0.1:9/%C3%BC"))
			.directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		builder.environment().put("LC_ALL", "C");
		assertThat(builder.start().waitFor()).isEqualTo(2);
		assertThat(output).content().contains("give another name with -o").doesNotContain("\tat ");
	}

	private TestServer dyingServer() throws IOException {
		return TestServer.start(new MemoryStore().with("a", "bytes".repeat(10_000).getBytes(StandardCharsets.US_ASCII)),
				InetAddress.getLoopbackAddress(), ProtocolSettings.DEFAULTS, 20);
	}

	private Process get(TestServer server, String name) throws IOException {
		return start(command("get", server.uri(name).toString()), ProcessBuilder.Redirect.DISCARD);
	}

	private static List<String> command(String... args) {
		return ClientProcess.command(args);
	}

	private Process start(List<String> line, ProcessBuilder.Redirect output) throws IOException {
		return new ProcessBuilder(line).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output)
			.start();
	}

	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.map((file) -> file.getFileName().toString()).toList();
		}
	}

}
