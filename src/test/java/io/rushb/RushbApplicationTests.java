package io.rushb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.rushb.testing.SocketClient;
import io.rushb.wire.Kind;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application as a process of its own: what it prints, and how it stops.
 */
@Timeout(120)
class RushbApplicationTests {

	@TempDir
	Path directory;

	private final List<Process> processes = new ArrayList<>();

	@BeforeEach
	void writeFile() throws IOException {
		Files.write(this.directory.resolve("file.txt"), SocketClient.sampleFile());
	}

	@AfterEach
	void endProcesses() throws InterruptedException {
		for (Process process : this.processes) {
			process.destroyForcibly().waitFor();
		}
	}

	@Test
	void labProfilePrintsThePortAndNothingElseOnStandardOutputAndSigtermLetsATransferFinish() throws Exception {
		Process process = start("--spring.profiles.active=lab");
		int port = awaitPort();
		try (SocketClient client = new SocketClient(port); SocketClient late = new SocketClient(port)) {
			client.get("file.txt");
			assertThat(client.receive().kind()).isEqualTo(Kind.DAT);
			process.destroy(); // SIGTERM
			awaitLog("Waiting up to PT10S for 1 running transfers");
			late.get("file.txt");
			client.send(Kind.DAT_ACK, 2, 1, "");
			ByteArrayOutputStream sofar = new ByteArrayOutputStream();
			sofar.writeBytes("a".repeat(1464).getBytes(StandardCharsets.US_ASCII));
			assertThat(client.finish(sofar, 2, 3)).isEqualTo(SocketClient.sampleFile());
			assertThat(late.isQuietFor(Duration.ofMillis(1))).isTrue();
		}
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isEqualTo(143);
		assertThat(Files.readString(output())).isEqualTo(port + "\n");
		assertThat(Files.readString(errors())).contains("Serving " + this.directory + " on UDP port " + port)
			.contains("\"file.txt\" completed, 2466 of 2466 bytes");
	}

	@Test
	void sigtermNeverEndsAnUnfinishedTransferInFin() throws Exception {
		Process process = start("--spring.profiles.active=lab", "--rushb.server.drain-timeout=100ms");
		int port = awaitPort();
		try (SocketClient client = new SocketClient(port)) {
			client.get("file.txt");
			assertThat(client.receive().kind()).isEqualTo(Kind.DAT);
			process.destroy();
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(client.isQuietFor(Duration.ofMillis(1))).isTrue();
		}
		assertThat(Files.readString(errors())).contains("\"file.txt\" aborted: service stopped");
	}

	@Test
	void aWrongValueStopsTheStartWithItsNameItselfAndWhatIsAllowed() throws Exception {
		Process process = start("--spring.profiles.active=lab", "--rushb.limits.sessions=0");
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isOne();
		assertThat(Files.readString(errors())).contains("Property: rushb.limits.sessions")
			.contains("Value: \"0\"")
			.contains("Reason: must be greater than or equal to 1");
	}

	@Test
	void aPortInUseStopsTheStartAndSaysWhatToDo() throws Exception {
		try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
			Process process = start("--spring.profiles.active=lab", "--rushb.server.port=" + other.getLocalPort());
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).isOne();
			assertThat(Files.readString(errors()))
				.contains("UDP port " + other.getLocalPort() + " on 127.0.0.1 cannot be opened")
				.contains("or set rushb.server.port");
		}
	}

	private Process start(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"), "-cp",
				classPath(), RushbApplication.class.getName(), "--rushb.files.root=" + this.directory));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectOutput(output().toFile())
			.redirectError(errors().toFile())
			.start();
		this.processes.add(process);
		return process;
	}

	/** The application's class path, without the tests and their configuration. */
	private static String classPath() {
		String separator = System.getProperty("path.separator");
		return String.join(separator,
				Arrays.stream(System.getProperty("java.class.path").split(separator))
					.filter((entry) -> !entry.endsWith("test-classes"))
					.toList());
	}

	private int awaitPort() {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> Files.readString(output()), (text) -> text.endsWith("\n"))
			.transform((line) -> Integer.parseInt(line.trim()));
	}

	private Path output() {
		return this.directory.resolve("output.log");
	}

	private Path errors() {
		return this.directory.resolve("errors.log");
	}

	private void awaitLog(String text) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.readString(errors()).contains(text));
	}

}
