package io.rushb.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import io.rushb.relay.Blackhole;
import io.rushb.relay.Impairments;
import io.rushb.relay.Relay;
import io.rushb.relay.RelaySettings;
import io.rushb.testing.SocketClient;
import io.rushb.transport.ReceiverSupervisor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code rushb get} against the whole service over real sockets.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = { "rushb.server.port=0", "server.port=-1", "rushb.files.listing=true" })
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GetFromServiceTests {

	/** More than 65,535 segments of 1464 bytes. */
	private static final int LARGE = 101_000_000;

	private static final int MEDIUM = 500_000;

	@TempDir
	static Path root;

	@TempDir
	Path directory;

	@Autowired
	ReceiverSupervisor supervisor;

	private final StringWriter err = new StringWriter();

	@DynamicPropertySource
	static void serveTheTemporaryDirectory(DynamicPropertyRegistry registry) {
		registry.add("rushb.files.root", root::toString);
	}

	@BeforeAll
	static void writeFiles() throws IOException {
		Files.write(root.resolve("empty.txt"), new byte[0]);
		Files.write(root.resolve("medium.bin"), SocketClient.text(MEDIUM));
		Files.write(root.resolve("large.bin"), SocketClient.text(LARGE));
		Path deep = Files.createDirectories(root.resolve("tree").resolve("two words").resolve("deep"));
		Files.write(deep.resolve("zeros"), new byte[5000]);
		Files.write(root.resolve("tree").resolve("one"), new byte[] { 1 });
		Files.write(root.resolve("tree").resolve(".hidden"), new byte[] { 1 });
	}

	@Test
	void fetchesEveryByteThroughLossAndCorruption() throws IOException {
		InetAddress loopback = InetAddress.getLoopbackAddress();
		RelaySettings settings = new RelaySettings(new InetSocketAddress(loopback, 0),
				new InetSocketAddress(loopback, this.supervisor.port()),
				Impairments.NONE.withLoss(0.05, 1).withCorrupt(0.01), Blackhole.NEVER, 7, 300);
		try (Relay relay = Relay.start(settings)) {
			fetches("medium.bin", "127.0.0.1:" + relay.port());
			assertThat(relay.report().toClients().corrupted()).isPositive();
			assertThat(relay.report().toServer().dropped()).isPositive();
		}
	}

	@Test
	void fetchesAnEmptyFile() throws IOException {
		fetches("empty.txt", "127.0.0.1:" + this.supervisor.port());
	}

	@Test
	@DisplayName("N1, N2: numbers wrap in one session")
	void fetchesAFileOfMoreThan65535Segments() throws IOException {
		fetches("large.bin", "127.0.0.1:" + this.supervisor.port(), "--plain");
	}

	@Test
	void fetchesOverIpv6() throws IOException {
		fetches("medium.bin", "[::1]:" + this.supervisor.port());
	}

	@Test
	void fetchesATreeOfWhatIsServed() throws IOException {
		Path target = this.directory.resolve("tree");
		String uri = "rushb://127.0.0.1:" + this.supervisor.port() + "/tree/";
		CommandLine line = RushbCommand.commandLine();
		line.setErr(new PrintWriter(this.err, true));
		assertThat(line.execute("get", "-r", "-o", target.toString(), uri)).as(this.err.toString()).isZero();
		Path deep = Path.of("two words", "deep", "zeros");
		assertThat(target.resolve(deep)).hasBinaryContent(new byte[5000]);
		assertThat(Files.getLastModifiedTime(target.resolve(deep)).toInstant().truncatedTo(ChronoUnit.MICROS))
			.isEqualTo(Files.getLastModifiedTime(root.resolve("tree").resolve(deep))
				.toInstant()
				.truncatedTo(ChronoUnit.MICROS));
		assertThat(target.resolve("one")).hasBinaryContent(new byte[] { 1 });
		assertThat(target.resolve(".hidden")).doesNotExist();
		assertThat(line.execute("get", "-r", "-c", "-o", target.toString(), uri)).isZero();
		assertThat(this.err.toString()).contains("0 files, 0 bytes").contains("2 skipped");
	}

	private void fetches(String name, String server, String... options) throws IOException {
		Path target = this.directory.resolve(name);
		CommandLine line = RushbCommand.commandLine();
		line.setErr(new PrintWriter(this.err, true));
		List<String> args = new ArrayList<>(List.of("get", "-o", target.toString()));
		args.addAll(List.of(options));
		args.add("rushb://" + server + "/" + name);
		int code = line.execute(args.toArray(String[]::new));
		assertThat(code).as(this.err.toString()).isZero();
		assertThat(Files.mismatch(target, root.resolve(name))).isEqualTo(-1);
	}

}
