package io.rushb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.rushb.testing.SocketClient;
import io.rushb.transport.ReceiverSupervisor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.integration.ip.udp.inbound.AbstractInternetProtocolReceivingChannelAdapter;
import org.springframework.scheduling.annotation.Scheduled;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring's own ways to stop the service and to start it again, and what others may do to
 * it in the same context.
 */
@Timeout(120)
class LifecycleTests {

	@TempDir
	Path directory;

	@BeforeEach
	void writeFile() throws IOException {
		Files.write(this.directory.resolve("file.txt"), SocketClient.sampleFile());
	}

	private ConfigurableApplicationContext run(String... args) {
		return new SpringApplicationBuilder(RushbApplication.class)
			.properties("rushb.server.port=0", "rushb.server.receivers=1", "server.port=0",
					"rushb.files.root=" + this.directory)
			.run(args);
	}

	private static void assertServes(ConfigurableApplicationContext context) {
		ReceiverSupervisor receiver = context.getBean(ReceiverSupervisor.class);
		assertThat(receiver.isReceiving()).isTrue();
		assertThat(receiver.isStopping()).isFalse();
		try (SocketClient client = new SocketClient(receiver.port())) {
			assertThat(client.fetch("file.txt")).isEqualTo(SocketClient.sampleFile());
		}
	}

	@Test
	void anAdapterThatIsStoppedIsStartedAgainAndTheProcessLivesOn() {
		try (ConfigurableApplicationContext context = run("--spring.main.web-application-type=none")) {
			context.getBean(AbstractInternetProtocolReceivingChannelAdapter.class).stop();
			ReceiverSupervisor supervisor = context.getBean(ReceiverSupervisor.class);
			Awaitility.await().until(() -> supervisor.restarts() == 1);
			assertServes(context);
			assertThat(Thread.getAllStackTraces().keySet()).filteredOn((thread) -> !thread.isDaemon())
				.extracting(Thread::getName)
				.contains("keep-alive");
		}
	}

	@Test
	void aScheduledTaskThatBlocksDoesNotHoldUpTheOthers() throws Exception {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(RushbApplication.class,
				Blocking.class)
			.properties("rushb.server.port=0", "rushb.files.root=" + this.directory)
			.run("--spring.main.web-application-type=none")) {
			Blocking added = context.getBean(Blocking.class);
			assertThat(added.other.await(60, TimeUnit.SECONDS)).isTrue();
			added.end.countDown();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "--rushb.server.address=127.0.0.1 --rushb.server.receivers=1",
			"--rushb.server.address=127.0.0.1 --rushb.server.receivers=3",
			"--rushb.server.address=0.0.0.0 --rushb.server.receivers=1",
			"--rushb.server.address=0.0.0.0 --rushb.server.receivers=3" })
	void aStoppedContextCanBeStartedAgain(String options) {
		try (ConfigurableApplicationContext context = run(options.split(" "))) {
			assertServes(context);
			int port = context.getBean(ReceiverSupervisor.class).port();
			for (int i = 0; i < 2; i++) {
				context.stop();
				assertThat(context.getBean(ReceiverSupervisor.class).isReceiving()).isFalse();
				context.start();
				assertServes(context);
				assertThat(context.getBean(ReceiverSupervisor.class).port()).isEqualTo(port);
			}
			context.pause();
			context.restart();
			assertServes(context);
			assertThat(context.getBean(ReceiverSupervisor.class).restarts()).isZero();
		}
	}

	@TestConfiguration
	static class Blocking {

		private final CountDownLatch begun = new CountDownLatch(1);

		private final CountDownLatch other = new CountDownLatch(1);

		private final CountDownLatch end = new CountDownLatch(1);

		@Scheduled(fixedDelay = 1)
		void block() throws InterruptedException {
			this.begun.countDown();
			this.end.await();
		}

		@Scheduled(fixedDelay = 1)
		void go() {
			if (this.begun.getCount() == 0) {
				this.other.countDown();
			}
		}

	}

}
