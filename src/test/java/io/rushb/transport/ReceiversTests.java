package io.rushb.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.rushb.testing.SocketClient;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.integration.handler.BridgeHandler;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Several receivers that share the port. No timer fires within the tests' time, so that a
 * datagram that came to the wrong receiver would make a client wait in vain.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "rushb.server.address=127.0.0.1", "rushb.server.port=0", "rushb.server.receivers=3",
				"rushb.protocol.initial-timeout=50s", "rushb.protocol.min-timeout=50s",
				"rushb.protocol.min-timeout-cold=50s", "rushb.protocol.max-timeout=50s" })
@Timeout(120)
class ReceiversTests {

	private static final int CLIENTS = 60;

	@TempDir
	static Path root;

	@Autowired
	ReceiverSupervisor supervisor;

	@Autowired
	RushbServer server;

	@Autowired
	ObjectProvider<BridgeHandler> bridges;

	@LocalServerPort
	int httpPort;

	@DynamicPropertySource
	static void serveTheTemporaryDirectory(DynamicPropertyRegistry registry) {
		registry.add("rushb.files.root", root::toString);
	}

	@BeforeEach
	void writeFile() throws IOException {
		Files.write(root.resolve("file.txt"), SocketClient.text(3000));
	}

	private SocketClient client() {
		return new SocketClient(this.supervisor.port(), new Options(true, false));
	}

	/** Clients whose sessions live and wait for their first answer. */
	private List<SocketClient> openSessions() {
		List<SocketClient> clients = new ArrayList<>();
		for (int i = 0; i < CLIENTS; i++) {
			SocketClient client = client();
			clients.add(client);
			client.get("file.txt");
			assertThat(client.receive().kind()).isEqualTo(Kind.DAT);
		}
		return clients;
	}

	/** Ends the sessions; each packet must come to the service that has the session. */
	private void finish(List<SocketClient> clients) {
		for (SocketClient client : clients) {
			client.send(Kind.DAT_ACK, 2, 1, "");
			assertThat(client.receive().sequence()).isEqualTo(2);
			client.send(Kind.DAT_ACK, 3, 2, "");
			assertThat(client.receive().sequence()).isEqualTo(3);
			client.send(Kind.DAT_ACK, 4, 3, "");
			assertThat(client.receive().kind()).isEqualTo(Kind.FIN);
			client.send(Kind.FIN_ACK, 5, 4, "");
			assertThat(client.receive().kind()).isEqualTo(Kind.FIN_ACK);
			client.close();
		}
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> this.server.activeSessions() == 0);
	}

	/** Spring Integration makes one where a flow's source has another channel already. */
	@Test
	void nothingPassesADatagramOnBetweenReceiverAndService() {
		assertThat(this.bridges.stream()).isEmpty();
	}

	@Test
	void allListenOnOnePortAndTheServiceShowsTheSum() {
		assertThat(this.server.receivers()).hasSize(3)
			.extracting((receiver) -> receiver.localPort())
			.containsOnly(this.supervisor.port());
		List<SocketClient> clients = openSessions();
		assertThat(this.server.activeSessions()).isEqualTo(CLIENTS);
		assertThat(this.server.sessions(Integer.MAX_VALUE)).hasSize(CLIENTS);
		assertThat(this.server.services()).extracting(RushbService::activeSessions)
			.allSatisfy((some) -> assertThat(some).isPositive());
		assertThat(body("/actuator/health/rushbSessions")).contains("\"active\":" + CLIENTS);
		finish(clients);
		assertThat(this.server.lingeringSessions()).isGreaterThanOrEqualTo(CLIENTS);
	}

	@Test
	void serveManyClientsAtOnceAndEachGetsItsBytes() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(CLIENTS);
		try {
			List<Future<byte[]>> results = new ArrayList<>();
			for (int i = 0; i < CLIENTS; i++) {
				int size = 20_000 + i;
				Files.write(root.resolve("client-" + i), SocketClient.text(size));
				results.add(executor.submit(() -> {
					try (SocketClient client = client()) {
						return client.fetch("client-" + (size - 20_000));
					}
				}));
			}
			for (int i = 0; i < CLIENTS; i++) {
				assertThat(results.get(i).get(60, TimeUnit.SECONDS)).isEqualTo(SocketClient.text(20_000 + i));
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void allSessionsOutliveTheDeathOfOneReceiver() throws Exception {
		List<SocketClient> clients = openSessions();
		long restarts = this.supervisor.restarts();
		this.server.receivers().get(0).socket().close();
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.supervisor.restarts() > restarts && this.supervisor.isReceiving());
		assertThat(this.supervisor.restarts()).isEqualTo(restarts + 1);
		finish(clients);
	}

	@Test
	void stopAndStartTogether() {
		int port = this.supervisor.port();
		this.supervisor.stop();
		http().get().uri("/actuator/health/liveness").exchange().expectStatus().isEqualTo(503);
		this.supervisor.start();
		assertThat(this.supervisor.port()).isEqualTo(port);
		finish(openSessions());
	}

	@Test
	void doNotShareThePortWithAnotherService() {
		UdpReceiver other = new UdpReceiver(new java.net.InetSocketAddress("127.0.0.1", this.supervisor.port()), 65536,
				true, Duration.ZERO, "other");
		assertThatExceptionOfType(PortUnavailableException.class).isThrownBy(other::unusedPort);
	}

	private RestTestClient http() {
		return RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + this.httpPort).build();
	}

	private String body(String path) {
		return http().get().uri(path).exchange().expectStatus().isOk().returnResult(String.class).getResponseBody();
	}

}
