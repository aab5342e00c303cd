package io.rushb.client;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.rushb.client.channels.Version;
import io.rushb.testing.MemoryStore;
import io.rushb.testing.TestServer;
import io.rushb.wire.ListText;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Questions to the real server core, over real sockets: stat (P2) and list (P10).
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AskingTests {

	private static final String TIME = "2026-01-01T10:00:00Z";

	private final RushbClient client = RushbClient.builder().timeout(Duration.ofMillis(300)).build();

	private final Cancellation cancellation = new Cancellation();

	@Test
	@DisplayName("P2: stat tells size, time, tag and SHA-256 of a file")
	void statTellsWhatAFileIs() throws IOException {
		byte[] content = "content".getBytes(StandardCharsets.US_ASCII);
		MemoryStore store = new MemoryStore().withDigest("dir/a", content).with("b", content);
		store.put("fresh", content).unsettle();
		try (TestServer server = TestServer.withParts(store)) {
			assertThat(this.client.stat(server.uri("dir/a"), this.cancellation))
				.isEqualTo(new Version(7, "v-1", TIME, MemoryStore.sha256(content)));
			assertThat(this.client.stat(server.uri("/b"), this.cancellation))
				.isEqualTo(new Version(7, "v-1", TIME, null));
			assertThat(this.client.stat(server.uri("fresh"), this.cancellation)).isNull();
			assertThat(this.client.stat(server.uri("none"), this.cancellation)).isNull();
		}
		try (TestServer plain = TestServer.start(new MemoryStore().with("a", content))) {
			assertThat(this.client.stat(plain.uri("a"), this.cancellation)).isNull();
		}
	}

	@Test
	@DisplayName("P10: list tells what a directory has, over as many packets as it takes")
	void listTellsWhatADirectoryHas() throws IOException {
		MemoryStore store = new MemoryStore();
		List<ListText.ListEntry> entries = List.of(new ListText.ListEntry(-1, TIME, "dir"),
				new ListText.ListEntry(7, TIME, "n".repeat(250)), new ListText.ListEntry(0, TIME, "two words"));
		store.putList("", new ListText(entries).bytes());
		store.putList("deep/er", new ListText(List.of()).bytes());
		store.putList("long", new ListText(Collections.nCopies(100, entries.get(1))).bytes());
		try (TestServer server = TestServer.withParts(store)) {
			assertThat(list(server, "")).containsExactly(new Entry("dir", -1, TIME),
					new Entry("n".repeat(250), 7, TIME), new Entry("two words", 0, TIME));
			assertThat(list(server, "deep/er/")).isEmpty();
			assertThat(list(server, "long")).hasSize(100);
			assertThatExceptionOfType(FetchException.NotAvailable.class).isThrownBy(() -> list(server, "none"))
				.withMessageContaining("rushb.files.listing");
		}
	}

	@Test
	void nobodyWaitsForWhatDoesNotListen() throws IOException {
		RushbUri uri;
		try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
			uri = new RushbUri("127.0.0.1", free.getLocalPort(), "a");
		}
		RushbClient patient = RushbClient.builder().timeout(Duration.ofMinutes(10)).build();
		assertThatExceptionOfType(FetchException.Unreachable.class)
			.isThrownBy(() -> patient.stat(uri, this.cancellation));
	}

	@Test
	void nobodyWaitsWhereNothingCanBeSentFrom(@TempDir Path directory) throws IOException {
		InetSocketAddress ofNobody = new InetSocketAddress("203.0.113.9", 0); // RFC 5737
		RushbClient patient = RushbClient.builder().timeout(Duration.ofMinutes(10)).localAddress(ofNobody).build();
		try (TestServer server = TestServer.withParts(new MemoryStore().with("a", new byte[] { 1 }))) {
			DirectoryUri root = DirectoryUri.parse("rushb://127.0.0.1:" + server.port() + "/");
			List<ThrowingCallable> all = List.of(() -> patient.stat(server.uri("a"), this.cancellation),
					() -> patient.list(root, this.cancellation),
					() -> patient.fetchBytes(server.uri("a"), 9, FetchOptions.DEFAULTS.range(new ByteRange(0, 0)),
							FetchListener.NONE, this.cancellation),
					() -> patient.fetchTree(root, directory, TreeOptions.DEFAULTS, TreeListener.NONE,
							this.cancellation));
			for (ThrowingCallable one : all) {
				assertThatExceptionOfType(FetchException.LocalAddress.class).isThrownBy(one)
					.withMessageStartingWith("cannot send from 203.0.113.9: ");
			}
		}
	}

	@Test
	@DisplayName("C1: a listener hears that time passes while nobody answers, and may end that")
	void aListenerMayEndTheWaitForASilentServer(@TempDir Path directory) throws IOException {
		RushbClient patient = RushbClient.builder().timeout(Duration.ofMinutes(10)).build();
		TreeListener ends = new TreeListener() {
			@Override
			public void progress(long bytes, long packets, long retransmissions) {
				throw new IllegalStateException("long enough");
			}
		};
		FetchOptions range = FetchOptions.DEFAULTS.range(new ByteRange(0, 0));
		try (DatagramSocket mute = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
			RushbUri uri = new RushbUri("127.0.0.1", mute.getLocalPort(), "a");
			DirectoryUri root = new DirectoryUri("127.0.0.1", mute.getLocalPort(), "");
			List<ThrowingCallable> all = List.of(() -> patient.fetchBytes(uri, 9, ends, this.cancellation),
					() -> patient.fetchBytes(uri, 9, range, ends, this.cancellation),
					() -> patient.fetchTree(root, directory, TreeOptions.DEFAULTS, ends, this.cancellation));
			for (ThrowingCallable one : all) {
				assertThatExceptionOfType(IllegalStateException.class).isThrownBy(one).withMessage("long enough");
			}
		}
	}

	@Test
	@DisplayName("C1: the same while the plain way is tried and the stat is still asked")
	void aListenerMayEndTheWaitWhenBothWaysAreTried() throws IOException {
		RushbClient patient = RushbClient.builder().timeout(Duration.ofMinutes(10)).silence(Duration.ZERO).build();
		FetchListener ends = new FetchListener() {
			@Override
			public void progress(long bytes, long packets, long retransmissions) {
				throw new IllegalStateException("long enough");
			}
		};
		try (DatagramSocket mute = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
			RushbUri uri = new RushbUri("127.0.0.1", mute.getLocalPort(), "a");
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> patient.fetchBytes(uri, 9, ends, this.cancellation));
		}
	}

	/** A service of another kind, which sends back what it gets. */
	@Test
	void anAnswerThatIsNoRushbIsTold() throws Exception {
		DatagramSocket echo = new DatagramSocket(0, InetAddress.getLoopbackAddress());
		CompletableFuture<Void> echoing = CompletableFuture.runAsync(() -> echo(echo));
		try {
			RushbUri uri = new RushbUri("127.0.0.1", echo.getLocalPort(), "a");
			RushbClient plain = RushbClient.builder().timeout(Duration.ofMillis(300)).parts(false).build();
			List<ThrowingCallable> all = List.of(() -> this.client.stat(uri, this.cancellation),
					() -> plain.fetchBytes(uri, 1));
			for (ThrowingCallable one : all) {
				assertThatExceptionOfType(FetchException.TimedOut.class).isThrownBy(one)
					.withMessageContaining("in 0.3 s, only packets that are damaged or no RUSHB (");
			}
		}
		finally {
			echo.close();
			echoing.get();
		}
	}

	private static void echo(DatagramSocket socket) {
		DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
		try {
			while (true) {
				socket.receive(packet);
				socket.send(packet);
				packet.setLength(2000);
			}
		}
		catch (IOException ex) {
			// It is closed.
		}
	}

	@Test
	void silenceIsTimedOutAndCanBeCancelled() throws Exception {
		try (DatagramSocket mute = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
			RushbUri uri = new RushbUri("127.0.0.1", mute.getLocalPort(), "a");
			assertThatExceptionOfType(FetchException.TimedOut.class)
				.isThrownBy(() -> this.client.stat(uri, this.cancellation));
			RushbClient patient = RushbClient.builder().timeout(Duration.ofMinutes(10)).build();
			CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> ask(patient, uri));
			this.cancellation.cancel();
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(asking::get)
				.withRootCauseInstanceOf(FetchException.Cancelled.class);
		}
	}

	private void ask(RushbClient patient, RushbUri uri) {
		try {
			patient.stat(uri, this.cancellation);
		}
		catch (FetchException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private List<Entry> list(TestServer server, String path) throws IOException {
		return this.client.list(DirectoryUri.parse("rushb://127.0.0.1:" + server.port() + "/" + path),
				this.cancellation);
	}

}
