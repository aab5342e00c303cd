package io.rushb.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.rushb.session.ProtocolSettings;
import io.rushb.testing.MemoryStore;
import io.rushb.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A server that falls silent in the middle of a transfer, on real sockets.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StartingOverTests {

	private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

	private static final int SIZE = 100_000;

	/** More than it takes for short retransmission timeouts, less than the file has. */
	private static final long PACKETS = 40;

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private final List<Integer> attempts = new ArrayList<>();

	@TempDir
	private Path directory;

	@Test
	void aRestartedServerSendsTheFileAnewAndNothingIsMixed() throws IOException {
		byte[] fresh = content((byte) 'b');
		Path target = this.directory.resolve("file");
		try (SecondServer server = new SecondServer(fresh)) {
			FetchResult result = client(3).fetch(server.uri(), target, server, new Cancellation());
			assertThat(result.attempts()).isEqualTo(2);
			assertThat(result.bytes()).isEqualTo(SIZE);
			assertThat(result.packets()).isGreaterThan(SIZE / 1464 + PACKETS - 1);
			assertThat(target).hasBinaryContent(fresh);
		}
		assertThat(this.attempts).containsExactly(2);
	}

	@Test
	void aShorterFileLeavesNothingOfTheFirstAttempt() throws IOException {
		Path target = this.directory.resolve("file");
		byte[] fresh = { 'b' };
		try (SecondServer server = new SecondServer(fresh)) {
			client(1).fetch(server.uri(), target, server, new Cancellation());
		}
		assertThat(target).hasBinaryContent(fresh);
	}

	@Test
	void startsOverFromAFixedPortToo() throws IOException {
		InetSocketAddress local;
		try (DatagramSocket free = new DatagramSocket(0, LOOPBACK)) {
			local = (InetSocketAddress) free.getLocalSocketAddress();
		}
		Path target = this.directory.resolve("file");
		byte[] fresh = content((byte) 'b');
		RushbClient fixed = RushbClient.builder().timeout(TIMEOUT).localAddress(local).build();
		try (SecondServer server = new SecondServer(fresh)) {
			assertThat(fixed.fetch(server.uri(), target, server, new Cancellation()).attempts()).isEqualTo(2);
		}
		assertThat(target).hasBinaryContent(fresh);
	}

	@Test
	void bytesInMemoryStartOverToo() throws Exception {
		try (TestServer server = dying(content((byte) 'a'))) {
			assertThatExceptionOfType(FetchException.TimedOut.class)
				.isThrownBy(() -> client(1).fetchBytes(server.uri("file"), SIZE))
				.withMessageMatching(".*fell silent in the middle of the transfer, after \\d{5} bytes in 2 attempts.*")
				.withMessageContaining("said nothing new for 2.0 s")
				.withMessageEndingWith("fetch again when it is back");
		}
	}

	@Test
	void withoutRetriesItSaysWhatHappened() throws IOException {
		try (TestServer server = dying(content((byte) 'a'))) {
			assertThatExceptionOfType(FetchException.TimedOut.class)
				.isThrownBy(() -> client(0).fetch(server.uri("file"), this.directory.resolve("file")))
				.withMessageMatching(".*fell silent in the middle of the transfer, after \\d{5} bytes, and said.*");
		}
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void aStreamThatHasGotBytesIsNotStartedOver() throws IOException {
		byte[] old = content((byte) 'a');
		ByteArrayOutputStream stream = new ByteArrayOutputStream();
		try (SecondServer server = new SecondServer(content((byte) 'b'))) {
			assertThatExceptionOfType(FetchException.TimedOut.class)
				.isThrownBy(() -> client(3).fetch(server.uri(), stream, server, new Cancellation()))
				.withMessageContaining("into a file: that can start over by itself");
		}
		assertThat(this.attempts).isEmpty();
		assertThat(stream.toByteArray()).isEqualTo(Arrays.copyOf(old, stream.size())).isNotEmpty();
	}

	@Test
	void anUnansweredGetIsTriedFromAnotherPort() throws IOException {
		RushbClient hasty = RushbClient.builder()
			.parts(false)
			.initialTimeout(Duration.ofMillis(10))
			.timeout(Duration.ofMillis(300))
			.retries(1)
			.build();
		try (DatagramSocket mute = new DatagramSocket(0, LOOPBACK)) {
			RushbUri uri = new RushbUri("127.0.0.1", mute.getLocalPort(), "a");
			ByteArrayOutputStream stream = new ByteArrayOutputStream();
			assertThatExceptionOfType(FetchException.TimedOut.class)
				.isThrownBy(() -> hasty.fetch(uri, stream, FetchListener.NONE, new Cancellation()))
				.withMessageStartingWith("no answer from 127.0.0.1");
			assertThat(ports(mute)).hasSize(2);
		}
	}

	/** As the help of {@code --retries} tells. */
	@Test
	void plainSilenceIsOverAfterTwoRestarts() throws IOException {
		RushbClient stubborn = RushbClient.builder()
			.parts(false)
			.initialTimeout(Duration.ofMillis(10))
			.timeout(Duration.ofMillis(600))
			.retries(100)
			.build();
		try (DatagramSocket mute = new DatagramSocket(0, LOOPBACK)) {
			RushbUri uri = new RushbUri("127.0.0.1", mute.getLocalPort(), "a");
			assertThatExceptionOfType(FetchException.TimedOut.class).isThrownBy(() -> stubborn.fetchBytes(uri, 1));
			assertThat(ports(mute)).hasSizeBetween(1, 3);
		}
	}

	private static Set<Integer> ports(DatagramSocket socket) throws IOException {
		Set<Integer> ports = new HashSet<>();
		socket.setSoTimeout(1);
		DatagramPacket datagram = new DatagramPacket(new byte[2048], 2048);
		while (true) {
			try {
				socket.receive(datagram);
				ports.add(datagram.getPort());
			}
			catch (SocketTimeoutException ex) {
				return ports;
			}
		}
	}

	private static RushbClient client(int retries) {
		return RushbClient.builder().timeout(TIMEOUT).retries(retries).build();
	}

	private static TestServer dying(byte[] content) throws IOException {
		return TestServer.start(new MemoryStore().with("file", content), LOOPBACK, ProtocolSettings.DEFAULTS, PACKETS);
	}

	private static byte[] content(byte value) {
		byte[] content = new byte[SIZE];
		Arrays.fill(content, value);
		return content;
	}

	/** A server that dies; when the client starts over, another one is in its place. */
	private final class SecondServer implements FetchListener, AutoCloseable {

		private final byte[] fresh;

		private TestServer server = dying(content((byte) 'a'));

		SecondServer(byte[] fresh) throws IOException {
			this.fresh = fresh;
		}

		RushbUri uri() {
			return this.server.uri("file");
		}

		@Override
		public void startedOver(int attempt) {
			StartingOverTests.this.attempts.add(attempt);
			assertThat(directoryEntries()).allSatisfy((path) -> assertThat(path).isEmptyFile());
			try {
				this.server = TestServer.replace(this.server, new MemoryStore().with("file", this.fresh));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			catch (InterruptedException ex) {
				throw new AssertionError(ex);
			}
		}

		private List<Path> directoryEntries() {
			try (var entries = Files.list(StartingOverTests.this.directory)) {
				return entries.toList();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public void close() {
			this.server.close();
		}

	}

}
