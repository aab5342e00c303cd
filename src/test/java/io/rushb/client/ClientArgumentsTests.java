package io.rushb.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.rushb.testing.MemoryStore;
import io.rushb.testing.TestServer;
import io.rushb.wire.ListText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * What the API makes of odd arguments, and of listeners that throw.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClientArgumentsTests {

	private static final int SIZE = 3000;

	@TempDir
	private Path directory;

	private TestServer server;

	@BeforeEach
	void start() throws IOException {
		MemoryStore store = new MemoryStore().withDigest("a", new byte[SIZE]);
		store.putList("", new ListText(List.of()).bytes());
		this.server = TestServer.withParts(store);
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void forEverIsATimeLikeOthers(boolean parts) throws IOException {
		Duration forEver = ChronoUnit.FOREVER.getDuration();
		RushbClient client = RushbClient.builder().parts(parts).timeout(forEver).initialTimeout(forEver).build();
		try (TestServer text = TestServer.withParts(new MemoryStore().withDigest("a", new byte[] { 1 }))) {
			assertThat(client.fetchBytes(text.uri("a"), 1).content()).hasSize(1);
		}
	}

	@Test
	void whatCannotBeIsRefusedBeforeItIsUsed() {
		RushbClientBuilder builder = RushbClient.builder();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> builder.localAddress(InetSocketAddress.createUnresolved("host.invalid", 0)));
		assertThatIllegalArgumentException().isThrownBy(() -> builder.fixedWindow(-1));
		assertThatIllegalArgumentException().isThrownBy(() -> builder.build().fetchBytes(this.server.uri("a"), -1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "a/", "/a", "a//" })
	void thePathOfADirectoryHasNoSlashAtItsEnds(String path) {
		assertThatIllegalArgumentException().isThrownBy(() -> new DirectoryUri("localhost", 3200, path));
	}

	@Test
	void aDirectoryHasAHostAPortAndAPathThatFits() {
		assertThatIllegalArgumentException().isThrownBy(() -> new DirectoryUri("two words", 3200, ""));
		assertThatIllegalArgumentException().isThrownBy(() -> new DirectoryUri("localhost", 0, ""));
		assertThatIllegalArgumentException().isThrownBy(() -> new DirectoryUri("localhost", 65536, ""));
		assertThatIllegalArgumentException().isThrownBy(() -> new DirectoryUri("localhost", 3200, "x".repeat(2000)));
		assertThat(new DirectoryUri("localhost", 3200, "a b/c")).hasToString("rushb://localhost:3200/a b/c/");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aMissingCancellationIsNamed(boolean parts) {
		RushbClient client = RushbClient.builder().parts(parts).build();
		assertThatNullPointerException()
			.isThrownBy(() -> client.fetchBytes(this.server.uri("a"), SIZE, FetchListener.NONE, null))
			.withMessage("cancellation");
	}

	static Stream<Arguments> listeners() {
		return Stream.of("packet", "size", "progress", "channels").map(Arguments::of);
	}

	@ParameterizedTest
	@MethodSource("listeners")
	void whatAListenerThrowsIsThrownAsItIs(String when) {
		UncheckedIOException own = new UncheckedIOException(new IOException("the listener's own"));
		RushbClient client = RushbClient.builder().build();
		Thrower thrower = new Thrower(when, own);
		Cancellation cancellation = new Cancellation();
		RushbUri uri = this.server.uri("a");
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> client.fetch(uri, this.directory.resolve("a"), thrower, cancellation))
			.isSameAs(own);
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> client.fetch(uri, new ByteArrayOutputStream(), thrower, cancellation))
			.isSameAs(own);
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> client.fetchTree(DirectoryUri.parse("rushb://127.0.0.1:" + this.server.port() + "/"),
					this.directory, TreeOptions.DEFAULTS, thrower, cancellation))
			.isSameAs(own);
		assertThat(this.directory.resolve("a")).doesNotExist();
	}

	@Test
	void whoComesTooLateToBeCancelledIsCancelledAllTheSame() {
		Cancellation cancellation = new Cancellation();
		AtomicInteger woken = new AtomicInteger();
		cancellation.cancel();
		cancellation.add(woken::incrementAndGet);
		assertThat(woken).hasValue(1);
	}

	/** Throws when it is told one thing. */
	private record Thrower(String when, RuntimeException own) implements TreeListener {

		private void told(String what) {
			if (what.equals(this.when)) {
				throw this.own;
			}
		}

		@Override
		public void packet(boolean sent, InetSocketAddress client, InetSocketAddress server, byte[] datagram,
				int length, long nanos) {
			told("packet");
		}

		@Override
		public void size(long bytes) {
			told("size");
		}

		@Override
		public void progress(long bytes, long packets, long retransmissions) {
			told("progress");
		}

		@Override
		public void channels(int sessions) {
			told("channels");
		}

	}

}
