package io.rushb.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.rushb.client.RushbClient;
import io.rushb.session.ProtocolSettings;
import io.rushb.testing.MemoryStore;
import io.rushb.testing.TestServer;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bytes that cannot be right show, whatever else becomes of the transfer.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WrongBytesTests {

	private static final int SIZE = 20_000;

	private static final byte[] RIGHT = "a".repeat(SIZE).getBytes(StandardCharsets.US_ASCII);

	private static final byte[] WRONG = "b".repeat(SIZE).getBytes(StandardCharsets.US_ASCII);

	private final StringWriter err = new StringWriter();

	@TempDir
	private Path directory;

	@Test
	void benchCountsThoseOfTransfersThatAreCutOff() throws Exception {
		try (TestServer server = serving(5)) {
			Bench bench = new Bench(RushbClient.builder().build(), server.uri("a"), RIGHT, 1);
			try (Interruption interruption = new Interruption()) {
				Thread signal = new Thread(interruption::interrupt);
				Thread watch = new Thread(() -> {
					try {
						server.awaitSilence();
					}
					catch (InterruptedException ex) {
						throw new AssertionError(ex);
					}
					signal.start();
				});
				watch.start();
				bench.run(Duration.ofMinutes(1), interruption);
			}
			assertFound(bench, 0);
		}
	}

	@Test
	void benchCountsThoseOfTransfersThatFail() throws Exception {
		try (TestServer server = serving(5); Interruption interruption = new Interruption()) {
			RushbClient hasty = RushbClient.builder().timeout(Duration.ofSeconds(2)).retries(0).build();
			Bench bench = new Bench(hasty, server.uri("a"), RIGHT, 1);
			bench.run(Duration.ofMinutes(1), interruption);
			assertFound(bench, 1);
		}
	}

	@Test
	void getSaysDamaged() throws IOException {
		assertThat(get("--no-checksum", Options.NONE)).isEqualTo(4);
		assertThat(this.err.toString()).contains("different bytes came").contains("fetch again, with checksums");
	}

	@Test
	void getDoesNotAdviseWhatWasAskedFor() throws IOException {
		assertThat(get("--quiet", Options.NONE)).isEqualTo(4); // asked for, not granted
		assertThat(this.err.toString()).contains("fetch again").doesNotContain("with checksums");
	}

	private int get(String option, Options options) throws IOException {
		List<byte[]> contradiction = List.of(data(1, "a", options), data(2, "b", options), data(2, "x", options),
				data(3, "c", options));
		CommandLine line = RushbCommand.commandLine();
		line.setErr(new PrintWriter(this.err, true));
		try (ScriptedServer server = new ScriptedServer(contradiction)) {
			return line.execute("get", "--plain", option, "-o", this.directory.resolve("a").toString(),
					server.uri("a"));
		}
	}

	private static byte[] data(int number, String text, Options options) {
		byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
		return PacketCodec.encode(Kind.DAT, options, number, 0, bytes, 0, bytes.length);
	}

	private static void assertFound(Bench bench, int failed) {
		assertThat(bench.report()).containsPattern("wrong bytes: +1\\R").containsPattern("failed: +" + failed + "\\R");
		assertThat(bench.exitCode()).isEqualTo(ExitCode.DAMAGED);
	}

	private static TestServer serving(long packets) throws IOException {
		return TestServer.start(new MemoryStore().with("a", WRONG), InetAddress.getLoopbackAddress(),
				ProtocolSettings.DEFAULTS, packets);
	}

}
