package io.rushb.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.rushb.client.FetchResult;
import io.rushb.client.FetchedBytes;
import io.rushb.client.RushbClient;
import io.rushb.client.RushbUri;
import io.rushb.relay.Blackhole;
import io.rushb.relay.Impairments;
import io.rushb.relay.Relay;
import io.rushb.relay.RelayReport;
import io.rushb.relay.RelaySettings;
import io.rushb.testing.SocketClient;
import io.rushb.transport.ReceiverSupervisor;
import io.rushb.transport.RushbServer;
import io.rushb.wire.Kind;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing lost, nothing damaged, in every case. Small in {@code verify};
 * {@code -Dnetwork.full=true} runs the full sizes with 50 clients at once and prints the
 * figures.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = { "rushb.server.address=127.0.0.1", "rushb.server.port=0", "rushb.protocol.idle-timeout=10s",
				"server.port=-1" })
@Timeout(600)
class NetworkCasesTests {

	private static final Logger logger = LoggerFactory.getLogger(NetworkCasesTests.class);

	private static final boolean FULL = Boolean.getBoolean("network.full");

	private static final int CLIENTS = FULL ? 50 : 4;

	private static final int LARGE = FULL ? 2 << 20 : 100_000;

	private static final int SMALL = 1024;

	private static final int SMALL_TRANSFERS = FULL ? 50 : 2;

	/**
	 * How many ports of clients the relay has room for. Fifty fetches have some 3000 at a
	 * time. When one must go for another, nobody hears its session any more.
	 */
	private static final int PORTS = 5000;

	private static final long SEED = Long.getLong("network.seed", 42);

	@TempDir
	static Path root;

	@Autowired
	ReceiverSupervisor supervisor;

	@Autowired
	RushbServer service;

	/**
	 * A case.
	 *
	 * @param name what it is
	 * @param impairments how bad the network is, each way
	 * @param blackhole when it swallows everything
	 * @param size the size of the resource in bytes
	 * @param transfers how many transfers there are in all
	 */
	record Case(String name, Impairments impairments, Blackhole blackhole, int size, int transfers) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	static Stream<Case> cases() {
		Impairments none = Impairments.NONE;
		Blackhole never = Blackhole.NEVER;
		return Stream.of(new Case("no impairment", none, never, LARGE, CLIENTS),
				new Case("2 % loss", none.withLoss(0.02, 1), never, LARGE, CLIENTS),
				new Case("30 % loss in bursts of up to 3", none.withLoss(0.3, 1.5), never, SMALL, SMALL_TRANSFERS),
				new Case("2 % corruption", none.withCorrupt(0.02), never, LARGE, CLIENTS),
				new Case("30 % corruption", none.withCorrupt(0.3), never, SMALL, SMALL_TRANSFERS),
				new Case("10 % duplication", none.withDisorder(0.1, 0), never, LARGE, CLIENTS),
				new Case("10 % reordering", none.withDisorder(0, 0.1), never, LARGE, CLIENTS),
				new Case("blackhole 5 s on and 2 s off", none.withDelay(Duration.ofMillis(FULL ? 5 : 1), Duration.ZERO),
						FULL ? new Blackhole(Duration.ofSeconds(5), Duration.ofSeconds(2))
								: new Blackhole(Duration.ofMillis(500), Duration.ofMillis(200)),
						FULL ? LARGE : 1 << 20, CLIENTS),
				new Case("750 ms delay", none.withDelay(Duration.ofMillis(FULL ? 750 : 75), Duration.ZERO), never,
						10 * SMALL, CLIENTS));
	}

	@DynamicPropertySource
	static void serveTheTemporaryDirectory(DynamicPropertyRegistry registry) {
		registry.add("rushb.files.root", root::toString);
	}

	@BeforeAll
	static void writeFiles() throws IOException {
		for (Case one : cases().toList()) {
			Files.write(root.resolve(one.size() + ".txt"), SocketClient.text(one.size()));
		}
	}

	@ParameterizedTest
	@MethodSource("cases")
	void losesAndDamagesNothing(Case one) throws Exception {
		InetAddress loopback = InetAddress.getLoopbackAddress();
		RelaySettings settings = new RelaySettings(new InetSocketAddress(loopback, 0),
				new InetSocketAddress(loopback, this.supervisor.port()), one.impairments(), one.blackhole(), SEED,
				PORTS);
		byte[] expected = SocketClient.text(one.size());
		ExecutorService executor = Executors.newFixedThreadPool(CLIENTS);
		try (Relay relay = Relay.start(settings)) {
			RushbUri uri = RushbUri
				.parse("rushb://" + loopback.getHostAddress() + ":" + relay.port() + "/" + one.size() + ".txt");
			RushbClient client = RushbClient.builder().timeout(Duration.ofSeconds(60)).build();
			List<Future<FetchedBytes>> fetches = new ArrayList<>();
			for (int i = 0; i < one.transfers(); i++) {
				fetches.add(executor.submit(() -> client.fetchBytes(uri, one.size())));
			}
			List<FetchResult> results = new ArrayList<>();
			for (Future<FetchedBytes> fetch : fetches) {
				FetchedBytes fetched = fetch.get(500, TimeUnit.SECONDS);
				assertThat(fetched.content()).as("seed " + SEED).isEqualTo(expected);
				results.add(fetched.result());
			}
			report(one, results, relay.report());
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void aClientWhosePortChangesInMidTransferStartsAnewAndItsOldSessionEndsIdle() throws Exception {
		byte[] expected = SocketClient.text(10 * SMALL);
		try (SocketClient before = new SocketClient(this.supervisor.port())) {
			before.get(10 * SMALL + ".txt");
			before.receive();
			before.send(Kind.DAT_ACK, 2, 1, "");
			assertThat(before.receive().sequence()).isEqualTo(2);
		}
		try (SocketClient after = new SocketClient(this.supervisor.port())) {
			after.send(Kind.DAT_ACK, 3, 2, "");
			assertThat(after.fetchPatiently(10 * SMALL + ".txt")).isEqualTo(expected);
		}
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> this.service.activeSessions() == 0);
	}

	@Test
	void addressesThatNeverAnswerGetThreePacketsAndThenSilence() {
		List<SocketClient> silent = Stream.generate(() -> new SocketClient(this.supervisor.port()))
			.limit(CLIENTS)
			.toList();
		silent.forEach((client) -> client.get(SMALL + ".txt"));
		for (SocketClient client : silent) {
			for (int packet = 1; packet <= 3; packet++) {
				assertThat(client.receive().sequence()).isEqualTo(1);
			}
		}
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> this.service.activeSessions() == 0);
		for (SocketClient client : silent) {
			assertThat(client.isQuietFor(Duration.ofMillis(10))).isTrue();
			client.close();
		}
	}

	private static void report(Case one, List<FetchResult> results, RelayReport relay) {
		if (FULL) {
			double seconds = results.stream().mapToLong((result) -> result.duration().toMillis()).max().orElse(0) / 1e3;
			long bytes = results.stream().mapToLong(FetchResult::bytes).sum();
			long again = results.stream().mapToLong(FetchResult::retransmissions).sum();
			long repeats = results.stream().mapToLong(FetchResult::repeats).sum();
			String line = String.format(Locale.ROOT,
					"| %s | %d x %d | %.1f s | %d | %d | %d | ports: %d, evicted: %d; to server: %s; to clients: %s |",
					one.name(), results.size(), one.size(), seconds, bytes, again, repeats, relay.clients(),
					relay.evicted(), relay.toServer(), relay.toClients());
			logger.info(line);
		}
	}

}
