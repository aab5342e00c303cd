package io.rushb.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.rushb.client.channels.ChannelSettings;
import io.rushb.relay.BrokenRelay;
import io.rushb.relay.Relay;
import io.rushb.relay.RelaySettings;
import io.rushb.testing.MemoryStore;
import io.rushb.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command line, in this process.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RushbCommandTests {

	private static final byte[] CONTENT = "some bytes".repeat(1000).getBytes(StandardCharsets.US_ASCII);

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@TempDir
	private Path directory;

	@Test
	void getWritesTheFile() throws IOException {
		try (TestServer server = TestServer.start(new MemoryStore().with("a", CONTENT))) {
			Path target = this.directory.resolve("b");
			assertThat(run("get", "-o", target.toString(), server.uri("a").toString())).isZero();
			assertThat(target).hasBinaryContent(CONTENT);
			assertThat(this.err.toString()).contains("10,000 bytes").contains(target.toString());
			assertThat(this.out.toString()).isEmpty();
		}
	}

	@Test
	void getNamesFilesAfterResourcesInADirectory() throws IOException {
		try (TestServer server = TestServer.start(new MemoryStore().with("x/a", CONTENT).with("b", new byte[0]))) {
			int code = run("get", "-q", "-o", this.directory.toString(), server.uri("x/a").toString(),
					server.uri("b").toString());
			assertThat(code).isZero();
			assertThat(files()).containsExactlyInAnyOrder("a", "b");
			assertThat(this.err.toString()).isEmpty();
		}
	}

	@Test
	void getSaysNotAvailableAndFetchesTheRest() throws IOException {
		try (TestServer server = TestServer.start(new MemoryStore().with("a", CONTENT))) {
			int code = run("get", "--json", "-o", this.directory.toString(), server.uri("none").toString(),
					server.uri("a").toString());
			assertThat(code).isEqualTo(1);
			List<String> lines = this.out.toString().lines().toList();
			assertThat(lines).hasSize(2);
			assertThat(lines.get(0)).contains("\"ok\":false,\"error\":\"not_available\"");
			assertThat(lines.get(1)).contains("\"ok\":true")
				.contains("\"bytes\":10000,")
				.contains("\"checksum\":true")
				.contains("\"attempts\":1,");
			assertThat(files()).containsExactly("a");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "get", "get http://localhost/a", "get -o - --timeout soon rushb://localhost/a",
			"gte rushb://localhost/a", "get rushb://localhost/a rushb://localhost/b/a",
			"relay --listen 0 --to localhost:3200 --loss 101%", "relay --listen 0",
			"get --retries -1 rushb://localhost/a", "get rushb://localhost/a/" })
	void saysWrongUsage(String line) {
		assertThat(run(line.split(" "))).isEqualTo(2);
		assertThat(this.err.toString()).isNotEmpty();
	}

	@Test
	void getSaysTimedOut() throws IOException {
		try (DatagramSocket mute = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
			int code = run("get", "--timeout", "50ms", "-o", this.directory.resolve("a").toString(),
					"rushb://127.0.0.1:" + mute.getLocalPort() + "/a");
			assertThat(code).isEqualTo(3);
			assertThat(this.err.toString()).contains("no answer from 127.0.0.1").contains("--timeout".substring(2));
		}
	}

	@Test
	void controlCharactersOfANameDoNotReachTheTerminal() throws IOException {
		try (TestServer server = TestServer.start(new MemoryStore())) {
			String uri = server.uri("none").toString() + "%1B[2J";
			assertThat(run("get", "-o", this.directory.resolve("a").toString(), uri)).isEqualTo(1);
			assertThat(this.err.toString()).contains("'none\\u001b[2J'").doesNotContain("\u001b");
		}
	}

	@Test
	void getSaysLocalFile() throws IOException {
		try (TestServer server = TestServer.start(new MemoryStore().with("a", CONTENT))) {
			String target = this.directory.resolve("none").resolve("a").toString();
			assertThat(run("get", "-o", target, server.uri("a").toString())).isEqualTo(5);
			assertThat(this.err.toString()).contains("cannot write " + target);
		}
	}

	/** Each session of a fetch in parts is a client of its own for a relay. */
	@Test
	void twoFetchesInPartsFitThroughARelay() {
		assertThat(RelaySettings.DEFAULT_CLIENTS).isGreaterThan(2 * (ChannelSettings.DEFAULT_CHANNELS + 1));
	}

	@Test
	void relayReportsWhatItDid() {
		assertThat(run("relay", "--listen", "127.0.0.1:0", "--to", "127.0.0.1:9", "--seed", "42", "--for", "10ms"))
			.isZero();
		assertThat(this.err.toString()).contains("seed 42");
		assertThat(this.out.toString()).contains("to server:  seen 0").contains("to clients: seen 0");
	}

	@Test
	void aRelayThatCannotListenSaysWhereAndWhatToDo() throws Exception {
		try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
			int port = taken.getLocalPort();
			assertThat(run("relay", "--listen", "127.0.0.1:" + port, "--to", "127.0.0.1:9")).isEqualTo(5);
			assertThat(this.err.toString()).contains("cannot listen on 127.0.0.1 port " + port + ": ", "free");
		}
		// RFC 5737: nobody has that address.
		assertThat(run("relay", "--listen", "192.0.2.1:0", "--to", "127.0.0.1:9")).isEqualTo(5);
		assertThat(this.err.toString()).contains("cannot listen on 192.0.2.1 port 0: ", "an address of this machine");
	}

	@Test
	void aRelayThatHasStoppedByItselfEndsTheCommandWithAMessage() throws Exception {
		CommandLine line = RushbCommand.commandLine();
		line.setOut(new PrintWriter(this.out, true));
		line.setErr(new PrintWriter(this.err, true));
		RelayCommand command = line.getSubcommands().get("relay").getCommand();
		try (Relay relay = BrokenRelay.start();
				Interruption interruption = new Interruption();
				DatagramSocket client = new DatagramSocket()) {
			client.send(new DatagramPacket(new byte[1], 1, InetAddress.getLoopbackAddress(), relay.port()));
			assertThat(command.serve(relay, interruption)).isEqualTo(ExitCode.DEFECT);
		}
		assertThat(this.err.toString()).contains("stopped by itself").contains("broken");
		assertThat(this.out.toString()).contains("to server:");
	}

	@Test
	void benchChecksEveryByteAndReports() throws IOException {
		try (TestServer server = TestServer.withParts(new MemoryStore().with("a", CONTENT))) {
			int code = run("bench", server.uri("a").toString(), "--clients", "3", "--seconds", "0.5");
			assertThat(code).isZero();
			assertThat(this.out.toString()).contains("wrong bytes:     0")
				.contains("failed:          0")
				.containsPattern("transfers: +[1-9]")
				.containsPattern("retransmissions: [0-9]")
				.containsPattern("round trip: +p50 (?!0\\.000)"); // one session each,
																	// also where there
																	// are parts
		}
	}

	@Test
	void helpVersionAndCompletion() {
		assertThat(run("--version")).isZero();
		assertThat(this.out.toString()).startsWith("rushb ");
		for (String command : List.of("get", "relay", "bench")) {
			assertThat(run(command, "--help")).isZero();
			assertThat(this.out.toString()).contains("Usage: rushb " + command).contains("Examples:");
		}
		assertThat(run("--help")).isZero();
		assertThat(this.out.toString()).contains("Exit codes:");
		assertThat(run("generate-completion")).isZero();
		assertThat(this.out.toString()).contains("complete -F _complete_rushb");
	}

	@Test
	void onlyCommandsAreForTheClient() {
		assertThat(RushbCommand.isClientCommand()).isFalse();
		assertThat(RushbCommand.isClientCommand("--server.port=1")).isFalse();
		assertThat(RushbCommand.isClientCommand("get")).isTrue();
		assertThat(RushbCommand.isClientCommand("--version")).isTrue();
		assertThat(RushbCommand.isClientCommand("-h")).isTrue();
	}

	private int run(String... args) {
		CommandLine line = RushbCommand.commandLine();
		line.setOut(new PrintWriter(this.out, true));
		line.setErr(new PrintWriter(this.err, true));
		return line.execute(args);
	}

	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.map((file) -> file.getFileName().toString()).toList();
		}
	}

}
