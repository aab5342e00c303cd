package io.rushb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.step.StepMeterRegistry;
import io.micrometer.core.instrument.step.StepRegistryConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rushb.testing.SocketClient;
import io.rushb.transport.ReceiverSupervisor;
import io.rushb.wire.Kind;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.integration.annotation.ServiceActivator;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The service is one ordinary Spring Boot application: what is added to it works, and it
 * starts and stops as a whole.
 */
@Timeout(120)
class OneContextTests {

	private static final Duration DEADLINE = Duration.ofSeconds(60);

	@TempDir
	Path directory;

	@BeforeEach
	void writeFile() throws IOException {
		Files.write(this.directory.resolve("file.txt"), SocketClient.sampleFile());
	}

	private ConfigurableApplicationContext run(List<Class<?>> added, String... args) {
		return new SpringApplicationBuilder(RushbApplication.class).sources(added.toArray(Class<?>[]::new))
			.properties("rushb.server.address=127.0.0.1", "rushb.server.port=0", "rushb.files.root=" + this.directory,
					"rushb.protocol.initial-timeout=50s", "rushb.protocol.max-timeout=50s",
					"rushb.server.drain-timeout=100s")
			.run(args);
	}

	private ConfigurableApplicationContext run(String... args) {
		return run(List.of(), args);
	}

	private static SocketClient client(ConfigurableApplicationContext context) {
		return new SocketClient(context.getBean(ReceiverSupervisor.class).port());
	}

	private static int status(ConfigurableApplicationContext context, String path) {
		return send(context, path, HttpRequest.newBuilder());
	}

	private static int send(ConfigurableApplicationContext context, String path, HttpRequest.Builder request) {
		String port = context.getEnvironment().getProperty("local.server.port");
		try {
			return HttpClient.newHttpClient()
				.send(request.uri(URI.create("http://127.0.0.1:" + port + path)).timeout(DEADLINE).build(),
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
	void beansThatAreAddedWorkAndASecondRegistryHasAllMetersOfTheFirst() throws Exception {
		try (ConfigurableApplicationContext context = run(List.of(Added.class), "--server.port=0");
				SocketClient client = client(context)) {
			assertThat(client.fetch("file.txt")).isEqualTo(SocketClient.sampleFile());
			Added added = context.getBean(Added.class);
			assertThat(added.run.await(60, TimeUnit.SECONDS)).as("ApplicationRunner").isTrue();
			assertThat(added.scheduled.await(60, TimeUnit.SECONDS)).as("@Scheduled").isTrue();
			context.getBean("questions", MessageChannel.class).send(new GenericMessage<>("question"));
			assertThat(added.activated.await(60, TimeUnit.SECONDS)).as("@ServiceActivator").isTrue();
			List<String> first = rushbMeters(context.getBean(PrometheusMeterRegistry.class));
			assertThat(first).contains("rushb.sessions.active", "rushb.retransmits", "rushb.receiver.up");
			assertThat(rushbMeters(context.getBean(PushRegistry.class))).containsAll(first);
			assertThat(context.getBean(PushRegistry.class).get("rushb.packets.received").tag("kind", "get").counter())
				.isNotNull();
		}
	}

	private static List<String> rushbMeters(MeterRegistry registry) {
		return registry.getMeters()
			.stream()
			.map((meter) -> meter.getId().getName())
			.filter((name) -> name.startsWith("rushb."))
			.sorted()
			.toList();
	}

	@Test
	void itStartsWithLazyInitialization() {
		try (ConfigurableApplicationContext context = run("--spring.main.lazy-initialization=true", "--server.port=0");
				SocketClient client = client(context)) {
			assertThat(client.fetch("file.txt")).isEqualTo(SocketClient.sampleFile());
			assertThat(status(context, "/actuator/health/readiness")).isEqualTo(200);
			assertThat(status(context, "/actuator/sessions")).isEqualTo(200);
			assertThat(rushbMeters(context.getBean(PrometheusMeterRegistry.class))).contains("rushb.sessions.active");
		}
	}

	@Test
	void aDrainCanBeWatched() throws Exception {
		try (ConfigurableApplicationContext context = run("--server.port=0"); SocketClient client = client(context)) {
			beginTransfer(client);
			CompletableFuture<Void> closed = CompletableFuture.runAsync(context::close);
			endTransferWhileDraining(context, client);
			closed.join();
			assertThat(context.isActive()).isFalse();
		}
	}

	@Test
	void theShutdownEndpointEndsTheWholeServiceInOrder() throws Exception {
		try (ConfigurableApplicationContext context = run("--server.port=0",
				"--management.endpoint.shutdown.access=unrestricted",
				"--management.endpoints.web.exposure.include=health,prometheus,sessions,shutdown");
				SocketClient client = client(context)) {
			beginTransfer(client);
			assertThat(send(context, "/actuator/shutdown", HttpRequest.newBuilder().POST(BodyPublishers.noBody())))
				.isEqualTo(200);
			endTransferWhileDraining(context, client);
			Awaitility.await().atMost(DEADLINE).until(() -> !context.isActive());
			Awaitility.await()
				.atMost(DEADLINE)
				.until(() -> !context.getBeanFactory().containsSingleton("receiverSupervisor"));
		}
	}

	private static void beginTransfer(SocketClient client) {
		client.get("file.txt");
		assertThat(client.receive().kind()).isEqualTo(Kind.DAT);
		client.send(Kind.DAT_ACK, 2, 1, "");
		assertThat(client.receive().kind()).isEqualTo(Kind.DAT);
	}

	private static void endTransferWhileDraining(ConfigurableApplicationContext context, SocketClient client) {
		Awaitility.await()
			.atMost(DEADLINE)
			.until(() -> context.getBean(ApplicationAvailability.class)
				.getReadinessState() == ReadinessState.REFUSING_TRAFFIC);
		assertThat(status(context, "/actuator/health/readiness")).isEqualTo(503);
		assertThat(status(context, "/actuator/health/liveness")).isEqualTo(200);
		assertThat(status(context, "/actuator/prometheus")).isEqualTo(200);
		assertThat(status(context, "/actuator/sessions")).isEqualTo(200);
		client.send(Kind.DAT_ACK, 3, 2, "");
		client.finish(new ByteArrayOutputStream(), 3, 4);
	}

	@Test
	void anHttpPortInUseStopsTheStart() throws Exception {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertThatExceptionOfType(Exception.class).isThrownBy(() -> run("--server.port=" + other.getLocalPort()))
				.withStackTraceContaining(PortInUseException.class.getName());
		}
	}

	@Test
	void aNegativeHttpPortMeansNone() {
		try (ConfigurableApplicationContext context = run("--server.port=-1"); SocketClient client = client(context)) {
			assertThat(client.fetch("file.txt")).isEqualTo(SocketClient.sampleFile());
			assertThat(context.getEnvironment().getProperty("local.server.port", Integer.class, -1)).isNegative();
		}
	}

	@Test
	void healthAndMetricsAreForThisMachineOnlyUnlessAnotherAddressIsSet() {
		try (ConfigurableApplicationContext context = run("--server.port=0")) {
			TomcatWebServer server = (TomcatWebServer) ((WebServerApplicationContext) context).getWebServer();
			assertThat(server.getTomcat().getConnector().getProperty("address")).hasToString("/127.0.0.1");
		}
	}

	@Test
	void metersOfServiceAndJavaAreInOneRegistryWithoutOnesForEachChannel() {
		try (ConfigurableApplicationContext context = run("--server.port=0")) {
			assertThat(context.getBean(MeterRegistry.class).getMeters()).extracting((meter) -> meter.getId().getName())
				.contains("rushb.sessions.active", "rushb.retransmits", "jvm.memory.used", "process.cpu.usage",
						"logback.events", "application.ready.time")
				.noneMatch((name) -> name.startsWith("spring.integration"));
		}
	}

	/** That it ends with exit code 1: RushbApplicationTests, of another wrong value. */
	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void aUdpPortInUseStopsTheStartAndSaysWhatToDo(CapturedOutput output) throws IOException {
		try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
			String port = String.valueOf(other.getLocalPort());
			assertThatException().isThrownBy(() -> run("--server.port=0", "--rushb.server.port=" + port).close());
			assertThat(output)
				.contains("rushb.server.port cannot be '" + port + "': another program has UDP port " + port)
				.contains("or set rushb.server.port to another port");
		}
	}

	/** What somebody might add to the service. */
	@TestConfiguration(proxyBeanMethods = false)
	@EnableScheduling
	static class Added {

		final CountDownLatch run = new CountDownLatch(1);

		final CountDownLatch scheduled = new CountDownLatch(2);

		final CountDownLatch activated = new CountDownLatch(1);

		@Bean
		ApplicationRunner runner() {
			return (arguments) -> this.run.countDown();
		}

		@Scheduled(fixedDelay = 1)
		void tick() {
			this.scheduled.countDown();
		}

		@ServiceActivator(inputChannel = "questions")
		void answer(String question) {
			this.activated.countDown();
		}

		@Bean
		PushRegistry pushRegistry() {
			return new PushRegistry();
		}

	}

	/** Sends its figures away now and then, as OTLP's registry does. */
	static class PushRegistry extends StepMeterRegistry {

		PushRegistry() {
			super(new StepRegistryConfig() {

				@Override
				public String prefix() {
					return "push";
				}

				@Override
				public String get(String key) {
					return null;
				}

			}, Clock.SYSTEM);
		}

		@Override
		protected void publish() {
			// There is nobody to send them to.
		}

		@Override
		protected TimeUnit getBaseTimeUnit() {
			return TimeUnit.SECONDS;
		}

	}

}
