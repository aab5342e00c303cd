package io.rushb.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.rushb.client.RushbClient;
import io.rushb.client.RushbUri;
import io.rushb.testing.ServerProcess;
import io.rushb.testing.SocketClient;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service as a process with little to spend.
 */
@Timeout(300)
class ExhaustionTests {

	private static final int HONEST = 20;

	/** So many addresses ask at least: twenty for each place in the table. */
	private static final int FLOODING = 10_000;

	private static final byte[] CONTENT = SocketClient.text(100_000);

	@TempDir
	static Path directory;

	/** With little memory and few sessions; two tests share its start. */
	private static ServerProcess little;

	@BeforeAll
	static void start() throws IOException {
		Files.write(directory.resolve("file.txt"), CONTENT);
		little = new ServerProcess(directory, List.of("-Xmx256m"), List.of("--rushb.limits.sessions=500"));
	}

	@AfterAll
	static void stop() {
		little.close();
	}

	@Test
	void honestClientsFinishWhileManyAddressesFloodAProcessOfLittleMemoryAndTheLogStaysSmall() throws Exception {
		AtomicBoolean done = new AtomicBoolean();
		CountDownLatch many = new CountDownLatch(FLOODING);
		ExecutorService executor = Executors.newFixedThreadPool(HONEST + 2);
		try {
			int port = little.awaitPort();
			long before = little.log().lines().count();
			Future<?> gets = executor.submit(() -> floodGets(port, done, many));
			Future<?> garbage = executor.submit(() -> floodGarbage(port, done));
			List<Future<byte[]>> honest = new ArrayList<>();
			for (int i = 0; i < HONEST; i++) {
				// What the flood makes the kernel drop must be said again: by our own
				// client.
				honest.add(executor.submit(() -> RushbClient.builder()
					.timeout(Duration.ofSeconds(90))
					.build()
					.fetchBytes(RushbUri.parse("rushb://127.0.0.1:" + port + "/file.txt"), CONTENT.length)
					.content()));
			}
			for (Future<byte[]> bytes : honest) {
				assertThat(bytes.get(120, TimeUnit.SECONDS)).isEqualTo(CONTENT);
			}
			assertThat(many.await(120, TimeUnit.SECONDS)).isTrue();
			done.set(true);
			gets.get(30, TimeUnit.SECONDS);
			garbage.get(30, TimeUnit.SECONDS);
			assertThat(little.isAlive()).isTrue();
			assertThat(little.log().lines().count() - before).isLessThan(100);
			assertThat(little.log()).doesNotContain("OutOfMemory").doesNotContain(" ERROR ");
		}
		finally {
			done.set(true);
			executor.shutdownNow();
		}
	}

	@Test
	void withoutFileDescriptorsThoseWhoHaveVanishedGiveWayAndEveryRequestIsAnswered() throws Exception {
		for (int i = 0; i < 400; i++) { // one would be opened once for all
			Files.writeString(directory.resolve("file-" + i), "x");
		}
		List<SocketClient> clients = new ArrayList<>();
		try (ServerProcess server = new ServerProcess(directory, List.of("-XX:-MaxFDLimit"), List.of(), 256)) {
			int port = server.awaitPort();
			server.awaitLog("Serving "); // a start that is not over needs descriptors too
			for (int i = 0; i < 400; i++) {
				SocketClient client = new SocketClient(port);
				clients.add(client);
				client.get("file-" + i);
				assertThat(client.receive().kind()).isEqualTo(Kind.DAT);
			}
			for (SocketClient client : clients) {
				client.close();
			}
			try (SocketClient client = new SocketClient(port)) {
				assertThat(client.fetchPatiently("file.txt")).isEqualTo(CONTENT);
			}
		}
		finally {
			clients.forEach(SocketClient::close);
		}
	}

	@Test
	void tenThousandSessionsOfAProcessOfLittleMemoryWaitAtOnceAndAllFinish() throws Exception {
		byte[] content = SocketClient.text(2000);
		Files.write(directory.resolve("short.txt"), content);
		List<SocketClient> clients = new ArrayList<>();
		try (ServerProcess server = new ServerProcess(directory, List.of("-Xmx256m"),
				List.of("--rushb.limits.sessions=10000", "--rushb.limits.sessions-per-address=10000",
						"--rushb.protocol.idle-timeout=10m", "--rushb.protocol.fixed-timeout=60s",
						"--rushb.server.receivers=1", "--rushb.server.busy-poll=0s"))) {
			int port = server.awaitPort();
			for (int i = 0; i < 10_000; i++) {
				SocketClient client = new SocketClient(port);
				clients.add(client);
				client.get("short.txt");
				assertThat(client.receive().sequence()).isEqualTo(1);
				client.send(Kind.DAT_ACK, 2, 1, "");
			}
			// One more than there is room for: the client silent the longest gives way
			// (T5).
			try (SocketClient surplus = new SocketClient(port)) {
				assertThat(surplus.fetchPatiently("short.txt")).isEqualTo(content);
			}
			byte[] first = Arrays.copyOf(content, PacketCodec.MAX_PAYLOAD);
			for (SocketClient client : clients.subList(1, clients.size())) {
				ByteArrayOutputStream received = new ByteArrayOutputStream();
				received.writeBytes(first);
				assertThat(client.finish(received, 2, 3)).isEqualTo(content);
			}
		}
		finally {
			clients.forEach(SocketClient::close);
		}
	}

	@Test
	void aPauseOfTheWholeProcessDoesNoHarm() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(HONEST);
		int port = little.awaitPort();
		try (SocketClient waiting = new SocketClient(port)) {
			waiting.get("file.txt");
			byte[] first = waiting.receive().data();
			little.pause();
			while (!waiting.isQuietFor(Duration.ofMillis(100))) {
				waiting.receive(); // a copy that was sent before
			}
			waiting.send(Kind.DAT_ACK, 2, 1, "");
			List<Future<byte[]>> fetches = new ArrayList<>();
			for (int i = 0; i < HONEST; i++) {
				fetches.add(executor.submit(() -> RushbClient.builder()
					.build()
					.fetchBytes(RushbUri.parse("rushb://127.0.0.1:" + port + "/file.txt"), CONTENT.length)
					.content()));
			}
			assertThat(waiting.isQuietFor(Duration.ofSeconds(3))).isTrue();
			little.resume();
			ByteArrayOutputStream received = new ByteArrayOutputStream();
			received.writeBytes(first);
			assertThat(waiting.finish(received, 2, 3)).isEqualTo(CONTENT);
			for (Future<byte[]> fetch : fetches) {
				assertThat(fetch.get(60, TimeUnit.SECONDS)).isEqualTo(CONTENT);
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static void floodGets(int port, AtomicBoolean done, CountDownLatch many) {
		byte[] name = "file.txt".getBytes(StandardCharsets.US_ASCII);
		byte[] get = PacketCodec.encode(Kind.GET, Options.NONE, 1, 0, name, 0, name.length);
		for (int i = 0; i < 100_000 && !done.get(); i++) {
			String address = "127." + (1 + i / 62_500) + "." + (i / 250 % 250) + "." + (1 + i % 250);
			try (DatagramSocket socket = bound(address)) {
				socket.send(packet(port, get));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			many.countDown();
		}
	}

	private static void floodGarbage(int port, AtomicBoolean done) {
		Random random = new Random(1);
		byte[] garbage = new byte[1472];
		try (DatagramSocket socket = bound("127.9.9.9")) {
			while (!done.get()) {
				random.nextBytes(garbage);
				for (int i = 0; i < 100; i++) {
					socket.send(packet(port, garbage));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static DatagramSocket bound(String address) throws IOException {
		return new DatagramSocket(new InetSocketAddress(address, 0));
	}

	private static DatagramPacket packet(int port, byte[] datagram) {
		return new DatagramPacket(datagram, datagram.length,
				new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
	}

}
