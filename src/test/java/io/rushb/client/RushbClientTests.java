package io.rushb.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import io.rushb.relay.Blackhole;
import io.rushb.relay.Impairments;
import io.rushb.relay.Relay;
import io.rushb.relay.RelaySettings;
import io.rushb.session.ProtocolSettings;
import io.rushb.testing.MemoryStore;
import io.rushb.testing.TestServer;
import io.rushb.testing.TestSettings;
import io.rushb.wire.Options;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link RushbClient} on real sockets, against the real server core.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RushbClientTests {

	private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

	private final RushbClient client = RushbClient.builder().build();

	@TempDir
	private Path directory;

	@Test
	void fetchesIntoAFile() throws IOException {
		byte[] content = content(100_000);
		Path target = this.directory.resolve("file");
		Files.writeString(target, "old");
		try (TestServer server = TestServer.start(new MemoryStore().with("files/a", content))) {
			FetchResult result = this.client.fetch(server.uri("files/a"), target);
			assertThat(Files.readAllBytes(target)).isEqualTo(content);
			assertThat(result.bytes()).isEqualTo(100_000);
			assertThat(result.checksum()).isTrue();
			assertThat(result.encryption()).isFalse();
		}
		assertThat(files()).containsExactly("file");
	}

	@Test
	void fetchesAnEmptyResource() throws IOException {
		try (TestServer server = TestServer.start(new MemoryStore().with("empty", new byte[0]))) {
			Path target = this.directory.resolve("file");
			assertThat(this.client.fetch(server.uri("empty"), target).bytes()).isZero();
			assertThat(target).isEmptyFile();
		}
	}

	@Test
	void fetchesOverIpv6WithEncryption() throws IOException {
		byte[] content = content(5000);
		InetAddress address = InetAddress.getByName("::1");
		try (TestServer server = TestServer.start(new MemoryStore().with("a", content), address,
				ProtocolSettings.DEFAULTS, Long.MAX_VALUE)) {
			RushbClient encrypting = RushbClient.builder().encryption(true).insist(true).build();
			RushbUri uri = RushbUri.parse("rushb://[::1]:" + server.port() + "/a");
			FetchedBytes fetched = encrypting.fetchBytes(uri, 5000);
			assertThat(fetched.content()).isEqualTo(content);
			assertThat(fetched.result().encryption()).isTrue();
		}
	}

	@Test
	void fetchesEveryByteThroughABadNetwork() throws IOException {
		byte[] content = content(200_000);
		Impairments bad = Impairments.NONE.withLoss(0.05, 2).withCorrupt(0.01).withDisorder(0.02, 0.02);
		try (TestServer server = TestServer.start(new MemoryStore().with("a", content));
				Relay relay = relay(server, bad)) {
			FetchedBytes fetched = this.client.fetchBytes(through(relay, "a"), 200_000);
			assertThat(fetched.content()).isEqualTo(content);
			assertThat(relay.report().toClients().dropped()).isPositive();
		}
	}

	@Test
	void saysNotAvailableWhenFinComesFirst() throws IOException {
		try (TestServer server = TestServer.start(new MemoryStore())) {
			Path target = this.directory.resolve("file");
			assertThatExceptionOfType(FetchException.NotAvailable.class)
				.isThrownBy(() -> this.client.fetch(server.uri("none"), target))
				.withMessageContaining("'none'");
		}
		assertThat(files()).isEmpty();
	}

	/**
	 * The system says so (ICMP), and says it at once: the timeouts are never waited for.
	 */
	@Test
	void saysThatNothingListensWithoutWaitingForATimeout() throws IOException {
		int port = freePort();
		RushbClient patient = RushbClient.builder()
			.initialTimeout(Duration.ofMinutes(10))
			.timeout(Duration.ofMinutes(20))
			.build();
		assertThatExceptionOfType(FetchException.Unreachable.class)
			.isThrownBy(() -> patient.fetchBytes(new RushbUri("127.0.0.1", port, "a"), 1))
			.withMessageContaining("nothing listens at 127.0.0.1 port " + port);
	}

	@Test
	void saysThatThereIsNoSuchHost() {
		RushbClient lost = RushbClient.builder().addresses((host) -> {
			throw new UnknownHostException(host);
		}).build();
		assertThatExceptionOfType(FetchException.NoSuchHost.class)
			.isThrownBy(() -> lost.fetchBytes(new RushbUri("example.invalid", 9, "a"), 1))
			.withMessageContaining("there is no host 'example.invalid'");
	}

	@Test
	void saysThatALocalPortIsTaken() throws IOException {
		try (DatagramSocket taken = new DatagramSocket(0, LOOPBACK)) {
			RushbClient fixed = RushbClient.builder()
				.localAddress(new InetSocketAddress(LOOPBACK, taken.getLocalPort()))
				.build();
			assertThatExceptionOfType(FetchException.LocalAddress.class)
				.isThrownBy(() -> fixed.fetchBytes(new RushbUri("127.0.0.1", 9, "a"), 1))
				.withMessageContaining("port " + taken.getLocalPort());
		}
	}

	@Test
	void givesUpWhenNobodyAnswers() throws IOException {
		try (DatagramSocket mute = new DatagramSocket(0, LOOPBACK)) {
			RushbClient hasty = RushbClient.builder().timeout(Duration.ofMillis(50)).build();
			assertThatExceptionOfType(FetchException.TimedOut.class)
				.isThrownBy(() -> hasty.fetchBytes(new RushbUri("127.0.0.1", mute.getLocalPort(), "a"), 1))
				.withMessageContaining("no answer from 127.0.0.1");
		}
	}

	@Test
	void leavesTheTargetAloneWhenTheServerDiesInMidTransfer() throws IOException {
		Path target = this.directory.resolve("file");
		Files.writeString(target, "old");
		RushbClient hasty = RushbClient.builder().timeout(Duration.ofMillis(300)).build();
		try (TestServer server = TestServer.start(new MemoryStore().with("a", content(100_000)), LOOPBACK,
				ProtocolSettings.DEFAULTS, 20)) {
			assertThatExceptionOfType(FetchException.TimedOut.class)
				.isThrownBy(() -> hasty.fetch(server.uri("a"), target))
				.withMessageContaining("fell silent in the middle of the transfer, after");
		}
		assertThat(target).hasContent("old");
		assertThat(files()).containsExactly("file");
	}

	@Test
	void saysRefusedOptionWhenInsisted() throws IOException {
		ProtocolSettings plain = TestSettings.offering(Options.NONE);
		try (TestServer server = TestServer.start(new MemoryStore().with("a", content(10)), LOOPBACK, plain,
				Long.MAX_VALUE)) {
			RushbClient insisting = RushbClient.builder().insist(true).build();
			assertThatExceptionOfType(FetchException.OptionRefused.class)
				.isThrownBy(() -> insisting.fetchBytes(server.uri("a"), 10));
			FetchResult result = this.client.fetchBytes(server.uri("a"), 10).result();
			assertThat(result.checksum()).isFalse();
		}
	}

	@Test
	void cancels() throws Exception {
		Cancellation cancellation = new Cancellation();
		try (TestServer server = TestServer.start(new MemoryStore().with("a", content(100_000)), LOOPBACK,
				ProtocolSettings.DEFAULTS, 20)) {
			Path target = this.directory.resolve("file");
			CompletableFuture<FetchResult> fetch = CompletableFuture.supplyAsync(() -> {
				try {
					return this.client.fetch(server.uri("a"), target, FetchListener.NONE, cancellation);
				}
				catch (FetchException ex) {
					throw new CompletionException(ex);
				}
			});
			server.awaitSilence();
			cancellation.cancel();
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(fetch::get)
				.withCauseInstanceOf(FetchException.Cancelled.class);
		}
		assertThat(files()).isEmpty();
	}

	@Test
	void aStreamThatAnInterruptHasClosedIsACancelledFetch() throws IOException {
		OutputStream closed = new OutputStream() {

			@Override
			public void write(int one) throws IOException {
				throw new ClosedByInterruptException();
			}

		};
		try (TestServer server = TestServer.start(new MemoryStore().with("a", content(10)))) {
			assertThatExceptionOfType(FetchException.Cancelled.class)
				.isThrownBy(() -> this.client.fetch(server.uri("a"), closed, FetchListener.NONE, new Cancellation()));
		}
	}

	/** An idle session would live for a minute (rule T2). */
	@Test
	void aServerDoesNotWaitForWhoHasCancelled() throws IOException {
		Cancellation cancellation = new Cancellation();
		FetchListener impatient = new FetchListener() {

			@Override
			public void progress(long bytes, long packets, long retransmissions) {
				if (packets > 20) {
					cancellation.cancel();
				}
			}

		};
		try (TestServer server = TestServer.start(new MemoryStore().with("a", content(100_000)))) {
			assertThatExceptionOfType(FetchException.Cancelled.class)
				.isThrownBy(() -> this.client.fetchBytes(server.uri("a"), 100_000, impatient, cancellation));
			Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> server.activeSessions() == 0);
		}
	}

	@Test
	void cancelsAFetchIntoMemoryFromItsListener() throws IOException {
		Cancellation cancellation = new Cancellation();
		FetchListener impatient = new FetchListener() {

			@Override
			public void progress(long bytes, long packets, long retransmissions) {
				cancellation.cancel();
			}

		};
		try (TestServer server = TestServer.start(new MemoryStore().with("a", content(100_000)))) {
			assertThatExceptionOfType(FetchException.Cancelled.class)
				.isThrownBy(() -> this.client.fetchBytes(server.uri("a"), 100_000, impatient, cancellation));
		}
	}

	@Test
	void saysLocalFileWhenTheStreamFails() throws IOException {
		OutputStream full = new OutputStream() {

			@Override
			public void write(int value) throws IOException {
				throw new IOException("no space left");
			}

		};
		try (TestServer server = TestServer.start(new MemoryStore().with("a", content(10)))) {
			assertThatExceptionOfType(FetchException.LocalFile.class)
				.isThrownBy(() -> this.client.fetch(server.uri("a"), full, FetchListener.NONE, new Cancellation()))
				.withMessageContaining("no space left");
			assertThatExceptionOfType(FetchException.LocalFile.class)
				.isThrownBy(() -> this.client.fetch(server.uri("a"), this.directory.resolve("none").resolve("a")));
			assertThatExceptionOfType(FetchException.LocalFile.class)
				.isThrownBy(() -> this.client.fetch(server.uri("a"), this.directory));
			assertThatExceptionOfType(FetchException.LocalFile.class)
				.isThrownBy(() -> this.client.fetchBytes(server.uri("a"), 9));
		}
	}

	@Test
	void ignoresPacketsOfOtherSenders() throws Exception {
		byte[] content = content(20_000);
		try (TestServer server = TestServer.start(new MemoryStore().with("a", content));
				DatagramSocket stranger = new DatagramSocket(0, LOOPBACK)) {
			InetSocketAddress local = new InetSocketAddress(LOOPBACK, freePort());
			RushbClient fixed = RushbClient.builder().localAddress(local).build();
			ByteArrayOutputStream received = new ByteArrayOutputStream();
			FetchListener disturbed = new FetchListener() {

				@Override
				public void progress(long bytes, long packets, long retransmissions) {
					byte[] fin = new byte[1472];
					fin[1] = (byte) (packets + 1);
					fin[6] = 0x0c;
					fin[7] = 2;
					try {
						stranger.send(new DatagramPacket(fin, fin.length, local));
					}
					catch (IOException ex) {
						throw new AssertionError(ex);
					}
				}

			};
			fixed.fetch(server.uri("a"), received, disturbed, new Cancellation());
			assertThat(received.toByteArray()).isEqualTo(content);
		}
	}

	private static int freePort() throws IOException {
		try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
			return socket.getLocalPort();
		}
	}

	private static Relay relay(TestServer server, Impairments impairments) throws IOException {
		return Relay.start(new RelaySettings(new InetSocketAddress(LOOPBACK, 0), server.address(), impairments,
				Blackhole.NEVER, 42, 10));
	}

	private static RushbUri through(Relay relay, String name) {
		return new RushbUri("127.0.0.1", relay.port(), name);
	}

	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.map((file) -> file.getFileName().toString()).toList();
		}
	}

	private static byte[] content(int size) {
		byte[] content = new byte[size];
		new Random(size).nextBytes(content);
		for (int i = 0; i < size; i++) {
			if (content[i] == 0 || (content[i] & 0xff) > 248) {
				content[i] = 1;
			}
		}
		return content;
	}

}
