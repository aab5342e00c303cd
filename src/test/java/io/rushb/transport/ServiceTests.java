package io.rushb.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.rushb.testing.SocketClient;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.micrometer.metrics.test.autoconfigure.AutoConfigureMetrics;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole service over real sockets. Its retransmission timeout is so long that only
 * what the tests do makes it send.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "rushb.server.address=127.0.0.1", "rushb.server.port=0", "rushb.protocol.initial-timeout=50s",
				"rushb.protocol.min-timeout=50s", "rushb.protocol.min-timeout-cold=50s",
				"rushb.protocol.max-timeout=50s" })
@AutoConfigureMetrics
@Timeout(120)
class ServiceTests {

	private static final Options CHK = new Options(true, false);

	private static final Options CHK_ENC = new Options(true, true);

	@TempDir
	static Path root;

	@Autowired
	ReceiverSupervisor supervisor;

	@Autowired
	UdpReceiver receiver;

	@Autowired
	RushbServer service;

	@LocalServerPort
	int httpPort;

	@DynamicPropertySource
	static void serveTheTemporaryDirectory(DynamicPropertyRegistry registry) {
		registry.add("rushb.files.root", root::toString);
	}

	@BeforeAll
	static void writeFiles() throws IOException {
		Files.createDirectory(root.resolve("files"));
		Files.write(root.resolve("files/file.txt"), SocketClient.sampleFile());
		Files.write(root.resolve("three-megabytes.txt"), SocketClient.text(3_000_000));
		for (int size : new int[] { 0, 1, 1463, 1464, 1465, 2928 }) {
			Files.write(root.resolve(size + ".txt"), SocketClient.text(size));
		}
	}

	@Test
	void plainExchangeOfSection6() {
		try (SocketClient client = client(Options.NONE)) {
			exchange(client);
		}
	}

	@Test
	void chkExchangeOfSection6() {
		try (SocketClient client = client(CHK)) {
			List<Packet> packets = exchange(client);
			assertThat(packets).extracting(Packet::checksum).containsExactly(36237, 30326, 65535, 65535);
		}
	}

	@Test
	void encAndChkExchangeOfSection6() {
		try (SocketClient client = client(CHK_ENC)) {
			List<Packet> packets = exchange(client);
			assertThat(packets).extracting(Packet::checksum).containsExactly(27756, 8738, 65535, 65535);
		}
	}

	@Test
	void noSuchFileExchangeOfSection6() {
		try (SocketClient client = client(Options.NONE)) {
			client.get("files/none.txt");
			assertPacket(client.receive(), Kind.FIN, 1, 0, "");
			client.send(Kind.FIN_ACK, 2, 1, "");
			assertPacket(client.receive(), Kind.FIN_ACK, 2, 2, "");
		}
	}

	private List<Packet> exchange(SocketClient client) {
		List<Packet> packets = new ArrayList<>();
		client.get("files/file.txt");
		packets.add(client.receive());
		assertPacket(packets.get(0), Kind.DAT, 1, 0, "a".repeat(1464));
		client.send(Kind.DAT_ACK, 2, 1, "");
		packets.add(client.receive());
		assertPacket(packets.get(1), Kind.DAT, 2, 0, "aa" + "b".repeat(1000));
		client.send(Kind.DAT_ACK, 3, 2, "");
		packets.add(client.receive());
		assertPacket(packets.get(2), Kind.FIN, 3, 0, "");
		client.send(Kind.FIN_ACK, 4, 3, "");
		packets.add(client.receive());
		assertPacket(packets.get(3), Kind.FIN_ACK, 4, 4, "");
		return packets;
	}

	private static void assertPacket(Packet packet, Kind kind, int sequence, int acknowledgement, String data) {
		assertThat(packet.kind()).isEqualTo(kind);
		assertThat(packet.sequence()).isEqualTo(sequence);
		assertThat(packet.acknowledgement()).isEqualTo(acknowledgement);
		assertThat(packet.data()).asString().isEqualTo(data);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 1463, 1464, 1465, 2928 })
	void servesFilesOfEverySize(int size) {
		try (SocketClient client = client(CHK)) {
			assertThat(client.fetch(size + ".txt")).isEqualTo(SocketClient.text(size));
		}
	}

	@Test
	void servesALargeFileWithBothOptions() {
		try (SocketClient client = client(CHK_ENC)) {
			assertThat(client.fetch("three-megabytes.txt")).isEqualTo(SocketClient.text(3_000_000));
		}
	}

	@Test
	void servesTwoHundredClientsAtOnceAndEachGetsItsBytes() throws Exception {
		for (int i = 0; i < 200; i++) {
			Files.write(root.resolve("client-" + i), SocketClient.text(20_000 + i));
		}
		ExecutorService executor = Executors.newFixedThreadPool(200);
		try {
			List<Future<byte[]>> results = new ArrayList<>();
			for (int i = 0; i < 200; i++) {
				String name = "client-" + i;
				results.add(executor.submit(() -> {
					try (SocketClient client = client(CHK)) {
						return client.fetch(name);
					}
				}));
			}
			for (int i = 0; i < 200; i++) {
				assertThat(results.get(i).get(60, TimeUnit.SECONDS)).isEqualTo(SocketClient.text(20_000 + i));
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void neverHandlesTwoDatagramsOfOneClientOutOfOrder() {
		// Were the second answer handled first, it would not fit and the transfer would
		// stand still for the 50 s of the timer.
		for (int round = 0; round < 200; round++) {
			try (SocketClient client = client(Options.NONE)) {
				client.get("files/file.txt");
				client.receive();
				client.send(Kind.DAT_NAK, 2, 1, "");
				client.send(Kind.DAT_ACK, 3, 1, "");
				client.send(Kind.DAT_ACK, 4, 1, "");
				assertPacket(client.receive(), Kind.DAT, 1, 0, "a".repeat(1464));
				assertPacket(client.receive(), Kind.DAT, 2, 0, "aa" + "b".repeat(1000));
				client.send(Kind.DAT_ACK, 5, 2, "");
				assertThat(client.receive().kind()).isEqualTo(Kind.FIN);
				client.send(Kind.FIN_ACK, 6, 3, "");
				assertPacket(client.receive(), Kind.FIN_ACK, 4, 6, "");
			}
		}
	}

	@Test
	void countsAnyGarbageAndGoesOn() {
		double before = corrupt();
		Random random = new Random(42);
		try (SocketClient client = client(Options.NONE)) {
			int sent = 0;
			for (int length : new int[] { 0, 1, 7, 8, 1471, 1473, 2048, 9000, 65_507 }) {
				byte[] garbage = new byte[length];
				random.nextBytes(garbage);
				client.sendRaw(garbage, length);
				sent++;
			}
			for (int i = 0; i < 100; i++) {
				byte[] garbage = new byte[1472];
				random.nextBytes(garbage);
				garbage[7] = (byte) (garbage[7] | 1); // never version 2
				client.sendRaw(garbage, garbage.length);
				sent++;
			}
			assertThat(client.fetch("files/file.txt")).isEqualTo(SocketClient.sampleFile());
			assertThat(corrupt() - before).isEqualTo(sent);
			assertThat(metrics()).contains("rushb_defects_total 0.0");
		}
	}

	@Test
	void showsLiveSessions() {
		try (SocketClient client = client(CHK)) {
			client.get("files/file.txt");
			client.receive();
			client.send(Kind.DAT_ACK, 2, 1, "");
			client.receive();
			// The answer is made twice a second at most.
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(body("/actuator/sessions"))
					.contains("\"client\":\"127.0.0.1:" + client.localPort() + "\"")
					.contains("\"resource\":\"files/file.txt\"")
					.contains("\"bytesDone\":1464")
					.contains("\"bytesTotal\":2466")
					.contains("\"checksum\":true")
					.contains("\"active\":1"));
			http().get().uri("/actuator/sessions?limit=0").exchange().expectStatus().isBadRequest();
			assertThat(body("/actuator/sessions?limit=1")).contains("\"bytesDone\":1464");
			client.send(Kind.DAT_ACK, 3, 2, "");
			client.receive();
			client.send(Kind.FIN_ACK, 4, 3, "");
			client.receive();
		}
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> this.service.activeSessions() == 0);
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> body("/actuator/sessions").equals("{\"sessions\":[],\"active\":0}"));
	}

	@Test
	void meterNamesAreThoseOfTheContractAndThereFromTheStart() {
		String metrics = metrics();
		for (String name : new String[] { "rushb_retransmits_total{cause=\"timeout\"}",
				"rushb_retransmits_total{cause=\"nak\"}", "rushb_retransmits_total{cause=\"get\"}",
				"rushb_packets_corrupt_total{reason=\"checksum\"}", "rushb_packets_corrupt_total{reason=\"length\"}",
				"rushb_packets_corrupt_total{reason=\"version\"}", "rushb_packets_corrupt_total{reason=\"reserved\"}",
				"rushb_packets_corrupt_total{reason=\"flags\"}", "rushb_packets_corrupt_total{reason=\"payload\"}",
				"rushb_packets_ignored_total{reason=\"no_session\"}", "rushb_packets_received_total{kind=\"get\"}",
				"rushb_packets_sent_total{kind=\"dat\"}", "rushb_bytes_sent_total", "rushb_sessions_active",
				"rushb_sessions_total{outcome=\"completed\"}", "rushb_sessions_total{outcome=\"not_found\"}",
				"rushb_sessions_total{outcome=\"refused\"}", "rushb_sessions_total{outcome=\"idle\"}",
				"rushb_sessions_total{outcome=\"unproven\"}", "rushb_sessions_total{outcome=\"aborted\"}",
				"rushb_sessions_total{outcome=\"rejected\"}", "rushb_transfer_duration_seconds_count",
				"rushb_rtt_seconds_bucket{le=\"0.001\"}", "rushb_socket_drops_total", "rushb_receiver_up 1.0",
				"jvm_memory_used_bytes", "process_uptime_seconds", "http_server_requests_seconds_count" }) {
			assertThat(metrics).contains("\n" + name);
		}
		assertThat(metrics).doesNotContain("spring_integration").doesNotContain("127.0.0.1").doesNotContain("file.txt");
	}

	@Test
	void healthHasOurComponentsInItsGroups() {
		assertThat(body("/actuator/health")).contains("rushbReceiver", "rushbFiles", "rushbSessions");
		assertThat(body("/actuator/health/readiness")).contains("rushbReceiver", "rushbFiles", "rushbSessions");
		assertThat(body("/actuator/health/liveness")).contains("rushbReceiver").doesNotContain("rushbFiles");
	}

	@Test
	void infoHasBuildFacts() {
		assertThat(body("/actuator/info")).contains("\"artifact\":\"rushb\"");
	}

	@Test
	void aReceiverWhoseSocketDiesIsStartedAgainOnTheSamePortAndCounted() throws Exception {
		int port = this.supervisor.port();
		long restarts = this.supervisor.restarts();
		try (SocketClient client = client(Options.NONE)) {
			client.get("files/file.txt");
			client.receive();
			this.receiver.socket().close();
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> this.supervisor.restarts() == restarts + 1 && this.supervisor.isReceiving());
			assertThat(this.supervisor.port()).isEqualTo(port);
			// The session has outlived it.
			client.send(Kind.DAT_ACK, 2, 1, "");
			assertPacket(client.receive(), Kind.DAT, 2, 0, "aa" + "b".repeat(1000));
			client.send(Kind.DAT_ACK, 3, 2, "");
			client.receive();
			client.send(Kind.FIN_ACK, 4, 3, "");
			client.receive();
		}
		assertThat(metrics()).contains("rushb_receiver_restarts_total " + (restarts + 1.0));
	}

	@Test
	void aStoppedReceiverIsDownAndCanBeStartedAgain() {
		this.supervisor.stop();
		http().get().uri("/actuator/health/liveness").exchange().expectStatus().isEqualTo(503);
		http().get().uri("/actuator/health/readiness").exchange().expectStatus().isEqualTo(503);
		assertThat(metrics()).contains("\nrushb_receiver_up 0.0");
		this.supervisor.start();
		assertThat(body("/actuator/health/rushbReceiver")).contains("UP");
		assertThat(metrics()).contains("\nrushb_receiver_up 1.0");
		try (SocketClient client = client(Options.NONE)) {
			assertThat(client.fetch("files/file.txt")).isEqualTo(SocketClient.sampleFile());
		}
	}

	private SocketClient client(Options options) {
		return new SocketClient(this.supervisor.port(), options);
	}

	private double corrupt() {
		return metrics().lines()
			.filter((line) -> line.startsWith("rushb_packets_corrupt_total"))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.sum();
	}

	private String metrics() {
		return body("/actuator/prometheus");
	}

	private RestTestClient http() {
		return RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + this.httpPort).build();
	}

	private String body(String path) {
		return http().get().uri(path).exchange().expectStatus().isOk().returnResult(String.class).getResponseBody();
	}

}
