package io.rushb.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.rushb.endpoint.PartsSettings;
import io.rushb.relay.Blackhole;
import io.rushb.relay.Impairments;
import io.rushb.relay.Relay;
import io.rushb.relay.RelaySettings;
import io.rushb.testing.MemoryStore;
import io.rushb.testing.TestServer;
import io.rushb.testing.TestSettings;
import io.rushb.wire.Kind;
import io.rushb.wire.ListText;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.ReservedName;
import io.rushb.wire.Sender;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Fetches in parts from the real server core over real sockets, and the plain way where
 * there are no parts.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FastWayTests {

	private static final int SIZE = 400_000;

	@TempDir
	private Path directory;

	private final RushbClient client = RushbClient.builder().build();

	private boolean late;

	@Test
	void everyByteComesThroughABadNetwork() throws IOException {
		byte[] content = content(1);
		Impairments bad = Impairments.NONE.withLoss(0.05, 2).withCorrupt(0.02).withDisorder(0.05, 0.05);
		try (TestServer server = TestServer.withParts(new MemoryStore().withDigest("a", content));
				Relay relay = relay(server, bad)) {
			FetchResult result = this.client.fetch(new RushbUri("127.0.0.1", relay.port(), "a"), target());
			assertThat(result.way()).isEqualTo(FetchResult.PARTS);
			assertThat(result.digest()).isEqualTo(FetchResult.SHA_256);
			assertThat(target()).hasBinaryContent(content);
			assertThat(relay.report().toClients().dropped()).isPositive();
			assertThat(relay.report().toClients().corrupted()).isPositive();
			assertThat(relay.report().toClients().duplicated()).isPositive();
			assertThat(relay.report().toClients().reordered()).isPositive();
		}
		assertNothingElse();
	}

	@Test
	@DisplayName("S6: no session of a whole file is left open; the server would repeat its FIN for 15 s (P7)")
	void noSessionOfAWholeFileIsLeftOpen() throws IOException {
		RushbClient patient = RushbClient.builder().farewell(Duration.ofMinutes(1)).build();
		try (TestServer server = TestServer.withParts(new MemoryStore().withDigest("a", content(5)))) {
			FetchResult result = patient.fetch(server.uri("a"), target());
			assertThat(result.digest()).isEqualTo(FetchResult.SHA_256);
			Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> server.activeSessions() == 0);
		}
	}

	@Test
	@DisplayName("A6: a server does not wait for a fetch that was cancelled; parts would be idle for 15 s (P7)")
	void noSessionOfACancelledFetchIsLeftOpen() throws IOException {
		Cancellation cancellation = new Cancellation();
		Killed killed = new Killed(cancellation, 100, new BitSet());
		try (TestServer server = TestServer.withParts(new MemoryStore().withDigest("a", content(6)))) {
			assertThatExceptionOfType(FetchException.Cancelled.class).isThrownBy(
					() -> this.client.fetch(server.uri("a"), target(), FetchOptions.DEFAULTS, killed, cancellation));
			Awaitility.await().atMost(Duration.ofSeconds(12)).until(() -> server.activeSessions() == 0);
		}
	}

	@Test
	@DisplayName("S2: who insists on checksums gets no parts without, and nobody is told that there were some")
	void checksumsThatAreNotGrantedAreSeen() throws IOException {
		MemoryStore store = new MemoryStore().withDigest("a", content(4));
		store.putList("", new ListText(List.of()).bytes());
		RushbClient insists = RushbClient.builder().insist(true).build();
		Cancellation cancellation = new Cancellation();
		try (TestServer server = TestServer.withParts(store, TestSettings.offering(Options.NONE))) {
			FetchResult result = this.client.fetch(server.uri("a"), target());
			assertThat(result.way()).isEqualTo(FetchResult.PARTS);
			assertThat(result.checksum()).isFalse();
			assertThat(target()).hasBinaryContent(content(4));
			DirectoryUri root = new DirectoryUri("127.0.0.1", server.port(), "");
			List<ThrowingCallable> all = List.of(() -> insists.fetchBytes(server.uri("a"), SIZE),
					() -> insists.stat(server.uri("a"), cancellation), () -> insists.list(root, cancellation),
					() -> insists.fetchTree(root, this.directory, TreeOptions.DEFAULTS, TreeListener.NONE,
							cancellation));
			for (ThrowingCallable one : all) {
				assertThatExceptionOfType(FetchException.OptionRefused.class).isThrownBy(one)
					.withMessage("the server does not grant what was insisted on: checksums");
			}
			assertThat(insists.stat(server.uri("none"), cancellation)).isNull();
		}
		try (TestServer server = TestServer.withParts(store)) {
			assertThat(insists.fetch(server.uri("a"), target()).checksum()).isTrue();
		}
	}

	@Test
	@DisplayName("C4: a fetch that is killed at any moment goes on, and brings no segment that was there again")
	void whatIsKilledTwentyTimesIsWholeInTheEnd() throws IOException {
		byte[] content = content(9);
		Random random = new Random(9);
		FetchOptions goOn = FetchOptions.DEFAULTS.goOn(true);
		RushbClient four = RushbClient.builder().channels(4).build();
		try (TestServer server = TestServer.withParts(new MemoryStore().withDigest("file", content))) {
			for (int i = 0; i < 20 && !Files.exists(target()); i++) {
				Cancellation cancellation = new Cancellation();
				Killed killed = new Killed(cancellation, 1 + random.nextInt(60), segmentsThere());
				try {
					four.fetch(server.uri("file"), target(), goOn, killed, cancellation);
				}
				catch (FetchException.Cancelled ex) {
					assertThat(target()).doesNotExist();
				}
				assertThat(killed.again).isZero();
			}
			if (!Files.exists(target())) {
				Killed last = new Killed(new Cancellation(), Integer.MAX_VALUE, segmentsThere());
				four.fetch(server.uri("file"), target(), goOn, last, new Cancellation());
				assertThat(last.again).isZero();
			}
		}
		assertThat(target()).hasBinaryContent(content);
		assertNothingElse();
	}

	/** The segments that an earlier run has remembered. */
	private BitSet segmentsThere() throws IOException {
		BitSet there = new BitSet();
		Path record = this.directory.resolve(".file.rushb-done");
		if (Files.exists(record)) {
			for (String line : Files.readAllLines(record)) {
				if (line.startsWith("done ")) {
					String[] ends = line.substring(5).split("-");
					there.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]) + 1);
				}
			}
		}
		return there;
	}

	@Test
	@DisplayName("C1: a server that answers a stat with a FIN is asked the plain way, and never again for parts")
	void aServerWithoutPartsGoesThePlainWay() throws IOException {
		byte[] content = content(5);
		Names asked = new Names();
		try (TestServer server = TestServer.start(new MemoryStore().with("a", content).with("b", content))) {
			assertPlain(server, this.client, asked, content);
			assertThat(asked.stats).isOne();
			this.client.fetch(server.uri("b"), this.directory.resolve("b"), asked, new Cancellation());
			assertThat(asked.stats).isOne();
		}
	}

	@Test
	@DisplayName("C1: a server that is silent at a stat is asked the plain way")
	void aServerThatIsSilentAtStatsGoesThePlainWay() throws IOException {
		byte[] content = content(6);
		try (TestServer server = TestServer.start(new MemoryStore().with("a", content))) {
			server.deafTo(FastWayTests::isReserved);
			assertPlain(server, impatient(), new Names(), content);
		}
	}

	@Test
	@DisplayName("C1: a server that dies of a stat, and is started anew, is asked the plain way")
	void aServerThatDiesOfStatsGoesThePlainWay() throws IOException {
		byte[] content = content(7);
		try (TestServer server = TestServer.start(new MemoryStore().with("a", content))) {
			server.diesOf(FastWayTests::isReserved);
			assertPlain(server, impatient(), new Names(), content);
			assertThat(server.deaths()).isPositive();
		}
	}

	@Test
	@DisplayName("C1: a stat that is answered late, but before the plain way, leads to parts")
	void aLateStatLeadsToParts() throws IOException {
		byte[] content = content(8);
		try (TestServer server = TestServer.withParts(new MemoryStore().withDigest("a", content))) {
			server.deafTo((datagram) -> true);
			FetchListener listener = new FetchListener() {
				@Override
				public void packet(boolean sent, InetSocketAddress from, InetSocketAddress to, byte[] datagram,
						int length, long nanos) {
					if (sent && !isReserved(datagram) && !FastWayTests.this.late) {
						FastWayTests.this.late = true; // the plain GET is on its way
						server.deafTo(FastWayTests::isPlainGet);
					}
				}
			};
			FetchResult result = impatient().fetch(server.uri("a"), target(), listener, new Cancellation());
			assertThat(result.way()).isEqualTo(FetchResult.PARTS);
		}
		assertThat(target()).hasBinaryContent(content);
	}

	@Test
	@DisplayName("C1: when all parts are refused, a file comes the plain way, a stream that has got bytes ends")
	void partsThatAreRefusedAtLastDoNotMixWithThePlainWay() throws IOException {
		byte[] content = content(10);
		AtomicLong clock = new AtomicLong();
		AtomicLong step = new AtomicLong();
		PartsSettings parts = TestSettings.PARTS;
		PartsSettings hasty = new PartsSettings(true, parts.channels(), parts.share(), parts.secret(),
				() -> clock.addAndGet(step.get()), null); // cookies are old at once when
															// it
		// steps
		RushbClient two = RushbClient.builder().channels(2).build(); // so that parts are
																		// left
		ByteArrayOutputStream stream = new ByteArrayOutputStream() {
			@Override
			public void write(byte[] bytes, int offset, int length) {
				super.write(bytes, offset, length);
				step.set(1_000_000);
			}
		};
		try (TestServer server = TestServer.withParts(new MemoryStore().withDigest("a", content), hasty)) {
			assertThatExceptionOfType(FetchException.NotAvailable.class)
				.isThrownBy(() -> two.fetch(server.uri("a"), stream, FetchListener.NONE, new Cancellation()));
			assertThat(stream.toByteArray()).isNotEmpty()
				.isEqualTo(Arrays.copyOf(content, Math.min(content.length - 1, stream.size())));
			assertPlain(server, two, FetchListener.NONE, content);
		}
	}

	private void assertPlain(TestServer server, RushbClient asking, FetchListener listener, byte[] content)
			throws IOException {
		FetchResult result = asking.fetch(server.uri("a"), target(), listener, new Cancellation());
		assertThat(result.way()).isEqualTo(FetchResult.PLAIN);
		assertThat(result.digest()).isEqualTo(FetchResult.NONE);
		assertThat(target()).hasBinaryContent(content);
	}

	private static RushbClient impatient() {
		return RushbClient.builder().silence(Duration.ofMillis(150)).initialTimeout(Duration.ofMillis(100)).build();
	}

	static boolean isReserved(byte[] datagram) {
		return new String(datagram, 8, 7, StandardCharsets.US_ASCII).equals(".rushb/");
	}

	private static boolean isPlainGet(byte[] datagram) {
		return (datagram[6] & 0x20) != 0 && !isReserved(datagram);
	}

	private static Relay relay(TestServer server, Impairments impairments) throws IOException {
		return Relay.start(new RelaySettings(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0),
				server.address(), impairments, Blackhole.NEVER, 42, 300));
	}

	private Path target() {
		return this.directory.resolve("file");
	}

	private void assertNothingElse() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			assertThat(files).containsExactly(target());
		}
	}

	/** Does not end in a zero, so that the plain way has it too. */
	private static byte[] content(long seed) {
		byte[] content = new byte[SIZE];
		new Random(seed).nextBytes(content);
		content[SIZE - 1] = 1;
		return content;
	}

	/** Cancels after some packets; counts what is asked for though it is there. */
	private static final class Killed implements FetchListener {

		private final Cancellation cancellation;

		private final BitSet there;

		private int left;

		private int again;

		Killed(Cancellation cancellation, int packets, BitSet there) {
			this.cancellation = cancellation;
			this.left = packets;
			this.there = there;
		}

		@Override
		public void packet(boolean sent, InetSocketAddress from, InetSocketAddress to, byte[] datagram, int length,
				long nanos) {
			if (sent && PacketCodec.decode(datagram, length, Sender.CLIENT) instanceof Packet packet
					&& packet.kind() == Kind.GET
					&& ReservedName.parse(packet.data()) instanceof ReservedName.Part part) {
				this.again += this.there.get((int) part.first(), (int) part.last() + 1).cardinality();
			}
			if (!sent && --this.left == 0) {
				this.cancellation.cancel();
			}
		}

	}

	/** Counts what is asked for. */
	private static final class Names implements FetchListener {

		private int stats;

		@Override
		public void packet(boolean sent, InetSocketAddress from, InetSocketAddress to, byte[] datagram, int length,
				long nanos) {
			this.stats += (sent && isReserved(datagram)) ? 1 : 0;
		}

	}

}
