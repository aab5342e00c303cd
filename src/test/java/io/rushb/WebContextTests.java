package io.rushb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.micrometer.core.instrument.MeterRegistry;
import io.rushb.testing.SocketClient;
import io.rushb.transport.ReceiverSupervisor;
import io.rushb.wire.Kind;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The two contexts: which is there when, and what one sees of the other.
 */
@Timeout(120)
class WebContextTests {

	private static final Duration DEADLINE = Duration.ofSeconds(60);

	@TempDir
	Path directory;

	@BeforeEach
	void writeFile() throws IOException {
		Files.write(this.directory.resolve("file.txt"), SocketClient.sampleFile());
	}

	private ConfigurableApplicationContext run(ApplicationListener<?> listener, String... args) {
		return new SpringApplicationBuilder(RushbApplication.class).listeners(listener)
			.properties("rushb.server.address=127.0.0.1", "rushb.server.port=0", "server.address=127.0.0.1",
					"rushb.files.root=" + this.directory, "rushb.protocol.initial-timeout=50s",
					"rushb.protocol.max-timeout=50s")
			.run(args);
	}

	private ConfigurableApplicationContext run(String... args) {
		return run((event) -> {
		}, args);
	}

	private static int status(ConfigurableApplicationContext context, String path) {
		String port = context.getEnvironment().getProperty("local.server.port");
		try {
			return HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(DEADLINE).build(),
						BodyHandlers.discarding())
				.statusCode();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void filesAreServedBeforeThereIsAWebServer() throws Exception {
		FetchAtStart fetch = new FetchAtStart();
		try (ConfigurableApplicationContext context = run(fetch, "--server.port=0")) {
			assertThat(fetch.content).isEqualTo(SocketClient.sampleFile());
			assertThat(fetch.webServer).isFalse();
			assertThat(status(context, "/actuator/health/readiness")).isEqualTo(200);
		}
	}

	@Test
	void aDrainCanBeWatched() throws Exception {
		try (ConfigurableApplicationContext context = run("--server.port=0", "--rushb.server.drain-timeout=100s");
				SocketClient client = new SocketClient(context.getBean(ReceiverSupervisor.class).port())) {
			client.get("file.txt");
			assertThat(client.receive().kind()).isEqualTo(Kind.DAT);
			CompletableFuture<Void> closed = CompletableFuture.runAsync(context::close);
			Awaitility.await()
				.atMost(DEADLINE)
				.until(() -> context.getBean(ApplicationAvailability.class)
					.getReadinessState() == ReadinessState.REFUSING_TRAFFIC);
			assertThat(status(context, "/actuator/health/readiness")).isEqualTo(503);
			assertThat(status(context, "/actuator/health/liveness")).isEqualTo(200);
			assertThat(status(context, "/actuator/prometheus")).isEqualTo(200);
			client.send(Kind.DAT_ACK, 2, 1, "");
			client.finish(new ByteArrayOutputStream(), 2, 3);
			closed.join();
			assertThat(context.isActive()).isFalse();
		}
	}

	@Test
	void aPortInUseStopsTheStartAndTheReceiver() throws Exception {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			SupervisorAtStart start = new SupervisorAtStart();
			assertThatException().isThrownBy(() -> run(start, "--server.port=" + other.getLocalPort()))
				.withRootCauseInstanceOf(BindException.class);
			assertThat(start.supervisor.isReceiving()).isFalse();
		}
	}

	@Test
	void aNegativePortMeansNone() {
		try (ConfigurableApplicationContext context = run("--server.port=-1")) {
			assertThat(context.getBean(ReceiverSupervisor.class).isReceiving()).isTrue();
			assertThat(context.getBean(WebContext.class).isRunning()).isFalse();
			assertThat(context.getEnvironment().getProperty("local.server.port")).isNull();
		}
	}

	@Test
	void theMetersOfBothAreInOneRegistry() {
		try (ConfigurableApplicationContext context = run("--server.port=0")) {
			assertThat(context.getBean(MeterRegistry.class).getMeters()).extracting((meter) -> meter.getId().getName())
				.contains("rushb.sessions.active", "rushb.retransmits", "jvm.memory.used", "process.cpu.usage",
						"logback.events", "application.ready.time");
		}
	}

	/** Before the web context is made, which is done on the same event. */
	private static class SupervisorAtStart implements ApplicationListener<ApplicationStartedEvent>, Ordered {

		ReceiverSupervisor supervisor;

		@Override
		public void onApplicationEvent(ApplicationStartedEvent event) {
			this.supervisor = event.getApplicationContext().getBean(ReceiverSupervisor.class);
		}

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

	}

	private static final class FetchAtStart extends SupervisorAtStart {

		byte[] content;

		boolean webServer;

		@Override
		public void onApplicationEvent(ApplicationStartedEvent event) {
			super.onApplicationEvent(event);
			try (SocketClient client = new SocketClient(this.supervisor.port())) {
				this.content = client.fetch("file.txt");
			}
			this.webServer = event.getApplicationContext().getBean(WebContext.class).isRunning();
		}

	}

}
