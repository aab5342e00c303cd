package io.rushb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.rushb.testing.ServerProcess;
import io.rushb.testing.SocketClient;
import io.rushb.wire.Kind;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application as a process of its own: what it prints, and how it stops.
 */
@Timeout(300)
class RushbApplicationTests {

	/** What a process ended by SIGTERM returns: 128 and the signal's number. */
	private static final int SIGTERM = 143;

	@TempDir
	Path directory;

	@BeforeEach
	void writeFile() throws IOException {
		Files.write(this.directory.resolve("file.txt"), SocketClient.sampleFile());
	}

	@Test
	void labProfilePrintsThePortAndNothingElseOnStandardOutputAndSigtermLetsATransferFinish() throws Exception {
		try (ServerProcess server = new ServerProcess(this.directory)) {
			int port = server.awaitPort();
			// The port is open before the start is over; only then does a stop say all.
			server.awaitLog("Serving " + this.directory + " (1 entry) on UDP port " + port + " of 127.0.0.1; ");
			try (SocketClient client = new SocketClient(port); SocketClient late = new SocketClient(port)) {
				client.get("file.txt");
				assertThat(client.receive().kind()).isEqualTo(Kind.DAT);
				client.send(Kind.DAT_ACK, 2, 1, "");
				assertThat(client.receive().kind()).isEqualTo(Kind.DAT);
				server.terminate();
				server.awaitLog("Waiting up to 10 s for 1 running transfer");
				late.get("file.txt");
				client.send(Kind.DAT_ACK, 3, 2, "");
				ByteArrayOutputStream sofar = new ByteArrayOutputStream();
				sofar.writeBytes(SocketClient.sampleFile());
				assertThat(client.finish(sofar, 3, 4)).isEqualTo(SocketClient.sampleFile());
				assertThat(server.awaitExit()).isEqualTo(SIGTERM);
				assertThat(late.isQuietFor(Duration.ofMillis(1))).isTrue();
			}
			assertThat(server.output()).isEqualTo(port + "\n");
			assertThat(server.log()).contains("\"file.txt\" completed, 2466 of 2466 bytes");
		}
	}

	@Test
	void healthAndMetricsAreOnManagementsOwnPortAndSigtermNeverEndsAnUnfinishedTransferInFin() throws Exception {
		try (ServerProcess server = new ServerProcess(this.directory, "--rushb.server.receivers=2",
				"--management.server.port=0", "--rushb.server.drain-timeout=100ms");
				SocketClient client = new SocketClient(server.awaitPort())) {
			assertThat(client.fetch("file.txt")).isEqualTo(SocketClient.sampleFile());
			server.awaitLog("under /actuator");
			Matcher log = Pattern.compile("metrics on HTTP port (\\d+) under").matcher(server.log());
			assertThat(log.find()).isTrue();
			URI actuator = URI.create("http://127.0.0.1:" + log.group(1) + "/actuator/");
			// The log line comes a moment before readiness.
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> get(actuator.resolve("health/readiness")).statusCode() == 200);
			assertThat(get(actuator.resolve("prometheus")).body())
				.contains("\nrushb_sessions_total{outcome=\"completed\"} 1.0\n");
			endsInMidTransfer(server);
		}
	}

	private static void endsInMidTransfer(ServerProcess server) throws InterruptedException {
		try (SocketClient client = new SocketClient(server.awaitPort())) {
			client.get("file.txt");
			assertThat(client.receive().kind()).isEqualTo(Kind.DAT);
			server.terminate();
			assertThat(server.awaitExit()).isEqualTo(SIGTERM);
			assertThat(client.isQuietFor(Duration.ofMillis(1))).isTrue();
			assertThat(server.log()).contains("\"file.txt\" aborted: service stopped");
		}
	}

	/** Spring Boot's plugin leaves devtools out, also where a developer has added it. */
	@Test
	@EnabledIfSystemProperty(named = "packaged.service", matches = ".+")
	void theJarHoldsNothingThatIsForDevelopersOnly() throws IOException {
		try (JarFile jar = new JarFile(System.getProperty("packaged.service"))) {
			List<String> libraries = jar.stream()
				.map(JarEntry::getName)
				.filter((name) -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
				.toList();
			assertThat(libraries).anyMatch((name) -> name.contains("/spring-boot-"))
				.noneMatch((name) -> name.matches(".*/(spring-boot-devtools|junit-|spring-test-|selenium-).*"));
		}
	}

	private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
	}

	@Test
	void aWrongValueStopsTheStartWithItsNameItselfAndWhatIsAllowed() throws Exception {
		try (ServerProcess server = new ServerProcess(this.directory, "--rushb.limits.sessions=0")) {
			assertThat(server.awaitExit()).isOne();
			assertThat(server.log()).contains("rushb.limits.sessions cannot be '0'")
				.contains("command line option --rushb.limits.sessions")
				.contains("a whole number, from 1 to 1000000")
				.doesNotContain("Error creating bean")
				.doesNotContain("condition evaluation report");
		}
	}

}
