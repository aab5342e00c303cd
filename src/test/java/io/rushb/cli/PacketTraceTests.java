package io.rushb.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.rushb.testing.MemoryStore;
import io.rushb.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code rushb get} with {@code --trace} and {@code --pcap}.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PacketTraceTests {

	@TempDir
	private Path directory;

	private final StringWriter err = new StringWriter();

	@Test
	void showsThePacketsAsTheyGo() throws IOException {
		try (TestServer server = TestServer.start(new MemoryStore().with("a", new byte[] { 1 }))) {
			assertThat(get("--trace", server.uri("a").toString())).isZero();
		}
		List<String> lines = this.err.toString().lines().filter((line) -> line.contains(" ms  ")).toList();
		assertThat(lines).hasSizeGreaterThanOrEqualTo(6);
		assertThat(String.join("\n", lines)).contains("\"a\" -----", "FIN+ACK CHK seq 3 ack 2", "- DAT CHK seq 1");
	}

	@Test
	void keepsThePacketsForWireshark() throws IOException {
		Path pcap = this.directory.resolve("get.pcap");
		try (TestServer server = TestServer.start(new MemoryStore().with("a", new byte[] { 1 }))) {
			assertThat(get("--pcap", pcap.toString(), server.uri("a").toString())).isZero();
		}
		// GET, DAT, DAT+ACK, FIN, FIN+ACK and FIN+ACK: frame header, IPv4, UDP and
		// packet.
		assertThat((Files.size(pcap) - 24) % (16 + 28 + 1472)).isZero();
		assertThat(Files.size(pcap)).isGreaterThanOrEqualTo(24 + 6 * (16 + 28 + 1472));
	}

	@Test
	void captureFileThatCannotBeWrittenIsWrongUsage() {
		String nowhere = this.directory.resolve("no-such-directory/get.pcap").toString();
		assertThat(get("--pcap", nowhere, "rushb://127.0.0.1/a")).isEqualTo(2);
		assertThat(this.err.toString()).contains("cannot write " + nowhere);
	}

	private int get(String... arguments) {
		CommandLine line = RushbCommand.commandLine();
		line.setErr(new PrintWriter(this.err, true));
		String[] args = new String[arguments.length + 3];
		args[0] = "get";
		args[1] = "-o";
		args[2] = this.directory.resolve("a").toString();
		System.arraycopy(arguments, 0, args, 3, arguments.length);
		return line.execute(args);
	}

}
