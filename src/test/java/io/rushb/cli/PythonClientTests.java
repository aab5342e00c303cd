package io.rushb.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.rushb.relay.Blackhole;
import io.rushb.relay.Impairments;
import io.rushb.relay.Relay;
import io.rushb.relay.RelaySettings;
import io.rushb.session.ProtocolSettings;
import io.rushb.testing.MemoryStore;
import io.rushb.testing.TestServer;
import io.rushb.testing.TestSettings;
import io.rushb.wire.Options;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The README's client in Python, as it stands there.
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PythonClientTests {

	private static final byte[] CONTENT = "a line of a file\n".repeat(900).getBytes(StandardCharsets.US_ASCII);

	private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

	@TempDir
	private Path directory;

	private Path output;

	@BeforeEach
	void writeTheProgram() throws Exception {
		Matcher program = Pattern.compile("(?s)```python\n(import socket.*?)```")
			.matcher(Files.readString(Path.of("README.md")));
		assertThat(program.find()).isTrue();
		Files.writeString(this.directory.resolve("get.py"), program.group(1));
		this.output = this.directory.resolve("output");
		try {
			assumeThat(new ProcessBuilder("python3", "-c", "import sys; assert sys.version_info >= (3, 8)").start()
				.waitFor()).isZero();
		}
		catch (IOException ex) {
			assumeThat(false).as("python3").isTrue();
		}
	}

	@Test
	void fetchesAFile() throws Exception {
		try (TestServer server = server()) {
			assertThat(get(server.port(), "a")).isZero();
			assertThat(this.output).hasBinaryContent(CONTENT);
			assertThat(get(server.port(), "empty")).isZero();
			assertThat(this.output).isEmptyFile();
		}
	}

	@Test
	void saysWhatIsNotAvailable() throws Exception {
		try (TestServer server = server()) {
			assertThat(get(server.port(), "none")).isEqualTo(1);
			assertThat(this.directory.resolve("errors")).content().contains("not available");
			assertThat(this.output).isEmptyFile();
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void copesWithLossAndCorruption(long seed) throws Exception {
		Impairments bad = Impairments.NONE.withLoss(0.2, 1).withCorrupt(0.05).withDisorder(0.05, 0.05);
		try (TestServer server = server();
				Relay relay = Relay.start(new RelaySettings(new InetSocketAddress(LOOPBACK, 0), server.address(), bad,
						Blackhole.NEVER, seed, 10))) {
			assertThat(get(relay.port(), "a")).as("seed " + seed).isZero();
			assertThat(this.output).hasBinaryContent(CONTENT);
		}
	}

	/** It could not tell damaged bytes from others. */
	@Test
	void endsWithAnErrorWhereTheServerGrantsNoChecksums() throws Exception {
		Path program = this.directory.resolve("get.py");
		Files.writeString(program, Files.readString(program).replace("patience=30", "patience=1"));
		ProtocolSettings plain = TestSettings.offering(Options.NONE);
		try (TestServer server = TestServer.start(new MemoryStore().with("a", CONTENT), LOOPBACK, plain,
				Long.MAX_VALUE)) {
			assertThat(get(server.port(), "a")).isEqualTo(1);
			assertThat(this.output).isEmptyFile();
		}
	}

	private static TestServer server() throws IOException {
		return TestServer.start(new MemoryStore().with("a", CONTENT).with("empty", new byte[0]));
	}

	private int get(int port, String name) throws Exception {
		return new ProcessBuilder("python3", "get.py", "127.0.0.1", Integer.toString(port), name)
			.directory(this.directory.toFile())
			.redirectOutput(this.output.toFile())
			.redirectError(this.directory.resolve("errors").toFile())
			.start()
			.waitFor();
	}

}
