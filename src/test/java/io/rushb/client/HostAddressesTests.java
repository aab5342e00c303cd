package io.rushb.client;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.rushb.client.channels.Version;
import io.rushb.session.ProtocolSettings;
import io.rushb.testing.MemoryStore;
import io.rushb.testing.TestServer;
import io.rushb.testing.TestSettings;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Names with more than one address (RFC 8305), on real sockets.
 */
@EnabledOnOs(OS.LINUX) // which has all of 127.0.0.0/8
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostAddressesTests {

	private static final byte[] CONTENT = "content".repeat(1000).getBytes(StandardCharsets.US_ASCII);

	@TempDir
	private Path directory;

	@Test
	void fetchesFromTheAddressWhereTheServerIsThoughNothingListensAtTheFirst() throws IOException {
		try (TestServer server = server()) {
			FetchedBytes fetched = client("127.0.0.2", "::1", "127.0.0.1").fetchBytes(uri(server.port()), 10_000);
			assertThat(fetched.content()).isEqualTo(CONTENT);
			assertThat(fetched.result().attempts()).isEqualTo(1);
		}
	}

	@Test
	void fetchesFromTheNextAddressWhenTheFirstIsSilent() throws IOException {
		try (TestServer server = server();
				DatagramSocket mute = new DatagramSocket(server.port(), InetAddress.getByName("127.0.0.2"))) {
			FetchedBytes fetched = client("127.0.0.2", "127.0.0.1").fetchBytes(uri(server.port()), 10_000);
			assertThat(fetched.content()).isEqualTo(CONTENT);
			assertThat(fetched.result().attempts()).isEqualTo(1);
			assertThat(mute.isBound()).isTrue();
		}
	}

	@Test
	void triesAllAddressesFromOneFixedPort() throws IOException {
		int port;
		try (DatagramSocket free = new DatagramSocket(0)) {
			port = free.getLocalPort();
		}
		try (TestServer server = server();
				DatagramSocket mute = new DatagramSocket(server.port(), InetAddress.getByName("127.0.0.2"))) {
			RushbClient fixed = builder("127.0.0.2", "127.0.0.1").localAddress(new InetSocketAddress("127.0.0.1", port))
				.build();
			assertThat(fixed.fetchBytes(uri(server.port()), 10_000).content()).isEqualTo(CONTENT);
			assertThat(mute.isBound()).isTrue();
		}
	}

	@Test
	void saysThatNothingListensWhenNothingListensAtAny() throws IOException {
		int port;
		try (DatagramSocket free = new DatagramSocket(0)) {
			port = free.getLocalPort();
		}
		assertThatExceptionOfType(FetchException.Unreachable.class)
			.isThrownBy(() -> client("127.0.0.2", "127.0.0.1").fetchBytes(uri(port), 1));
	}

	@Test
	void oneAddressThatCannotBeReachedIsNoReasonToGiveUp() throws IOException {
		try (TestServer server = server()) {
			// From a local IPv4 address there is no way to an IPv6 address.
			RushbClient client = builder("::1", "127.0.0.1").localAddress(new InetSocketAddress("127.0.0.1", 0))
				.build();
			assertThat(client.fetchBytes(uri(server.port()), 10_000).content()).isEqualTo(CONTENT);
		}
	}

	/**
	 * The first server has what an interrupted run has left a part of, the second one
	 * another file. Both are held up until both were asked, and answer before the client
	 * looks.
	 */
	@Test
	void whereTwoServersAnswerAtTheSameMomentTheirFilesAreNotMixed() throws IOException {
		Path target = this.directory.resolve("file");
		byte[] other = "other".repeat(2000).getBytes(StandardCharsets.US_ASCII);
		try (PartFile left = PartFile.open(target, false, false, FetchListener.NONE)) {
			PlacedSink placed = left.placed();
			placed.begin(new Version(CONTENT.length, "v-1", null, null));
			placed.write(0, CONTENT, CONTENT.length);
			placed.verified(0, 4);
		}
		CountDownLatch first = new CountDownLatch(1);
		CountDownLatch second = new CountDownLatch(1);
		MemoryStore others = new MemoryStore().with("a", other);
		others.get("a").touch();
		others.get("a").digest(MemoryStore.sha256(other)); // so that nobody waits for it
		try (TestServer one = TestServer.withParts(new MemoryStore().withDigest("a", CONTENT));
				TestServer two = TestServer.withParts(others, TestSettings.PARTS,
						new InetSocketAddress("127.0.0.2", one.port()))) {
			one.deafTo((datagram) -> isAwaited(first));
			two.deafTo((datagram) -> isAwaited(second));
			FetchListener listener = new FetchListener() {
				private boolean asked;

				@Override
				public void packet(boolean sent, InetSocketAddress from, InetSocketAddress to, byte[] datagram,
						int length, long nanos) {
					if (this.asked && first.getCount() > 0) {
						first.countDown();
						Awaitility.await().until(() -> one.sent() > 0);
						second.countDown();
						Awaitility.await().until(() -> two.sent() > 0);
					}
					this.asked |= sent && to.equals(two.address());
				}
			};
			RushbClient client = RushbClient.builder()
				.addresses((host) -> addresses("127.0.0.1", "127.0.0.2"))
				.silence(Duration.ofSeconds(20))
				.build();
			client.fetch(uri(one.port()), target, FetchOptions.DEFAULTS.goOn(true), listener, new Cancellation());
		}
		assertThat(Files.readString(target)).isIn(new String(CONTENT, StandardCharsets.US_ASCII),
				new String(other, StandardCharsets.US_ASCII));
	}

	/** Waits, and says that the packet is not to be ignored. */
	private static boolean isAwaited(CountDownLatch latch) {
		try {
			latch.await();
			return false;
		}
		catch (InterruptedException ex) {
			return true;
		}
	}

	@ParameterizedTest
	@CsvSource({ "10.0.0.1, 10.0.0.1", "10.0.0.1 10.0.0.2 ::1 ::2 ::3, 10.0.0.1 ::1 10.0.0.2 ::2 ::3",
			"::1 ::2 10.0.0.1, ::1 10.0.0.1 ::2",
			"::1 ::2 ::3 ::4 ::5 ::6 ::7 ::8 ::9, ::1 ::2 ::3 ::4 ::5 ::6 ::7 ::8" })
	void familiesTakeTurnsAndThereIsAMost(String given, String order) throws UnknownHostException {
		assertThat(HostAddresses.inTurns(addresses(given.split(" ")))).isEqualTo(addresses(order.split(" ")));
	}

	private static RushbClient client(String... addresses) {
		return builder(addresses).build();
	}

	/** Patient enough that only the next address helps, not the next attempt. */
	private static RushbClientBuilder builder(String... addresses) {
		return RushbClient.builder().timeout(Duration.ofMinutes(10)).addresses((host) -> addresses(addresses));
	}

	private static List<InetAddress> addresses(String... texts) throws UnknownHostException {
		InetAddress[] addresses = new InetAddress[texts.length];
		for (int i = 0; i < texts.length; i++) {
			addresses[i] = InetAddress.getByName(texts[i]);
		}
		return Arrays.asList(addresses);
	}

	private static TestServer server() throws IOException {
		return TestServer.start(new MemoryStore().with("a", CONTENT), InetAddress.getByName("127.0.0.1"),
				ProtocolSettings.DEFAULTS, Long.MAX_VALUE);
	}

	private static RushbUri uri(int port) {
		return new RushbUri("files.example", port, "a");
	}

}
