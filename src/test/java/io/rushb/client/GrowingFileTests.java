package io.rushb.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

import io.rushb.testing.MemoryResource;
import io.rushb.testing.MemoryStore;
import io.rushb.testing.SocketClient;
import io.rushb.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A file that is written to all the time, such as a log. The server never sends the last
 * packet of it (rule S7), and tells no tag (rule P2).
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GrowingFileTests {

	private static final byte[] CONTENT = SocketClient.text(1_000_000);

	private static final int SIZE = 20_000;

	private static final int LINE = 100;

	private final MemoryStore store = new MemoryStore();

	private final MemoryResource log = this.store.put("log", Arrays.copyOf(CONTENT, SIZE));

	@TempDir
	private Path directory;

	/** Each opening is followed by another line. */
	private RushbUri growing(TestServer server) {
		this.log.unsettle();
		this.log.onceOpened((log) -> log.change(Arrays.copyOf(CONTENT, (int) log.size() + LINE)));
		InetSocketAddress address = server.address();
		return new RushbUri(address.getHostString(), address.getPort(), "log");
	}

	private static RushbClient client() {
		return RushbClient.builder().timeout(Duration.ofSeconds(30)).build();
	}

	@Test
	void whatCameOfAGrowingFileIsTakenWhereThatIsWanted() throws IOException {
		Path target = this.directory.resolve("log");
		try (TestServer server = TestServer.withParts(this.store)) {
			FetchResult result = client().fetch(growing(server), target, FetchOptions.DEFAULTS.growing(true),
					FetchListener.NONE, new Cancellation());
			assertThat(result.whole()).isFalse();
			assertThat(result.attempts()).isOne();
			assertThat(result.bytes()).isBetween(SIZE - (long) Growth.HELD_BACK, this.log.size());
			assertThat(target).hasBinaryContent(Arrays.copyOf(CONTENT, (int) result.bytes()));
		}
	}

	@Test
	void itIsTakenIntoAStreamToo() throws IOException {
		ByteArrayOutputStream target = new ByteArrayOutputStream();
		try (TestServer server = TestServer.withParts(this.store)) {
			FetchResult result = client().fetch(growing(server), target, FetchOptions.DEFAULTS.growing(true),
					FetchListener.NONE, new Cancellation());
			assertThat(target.toByteArray()).isEqualTo(Arrays.copyOf(CONTENT, (int) result.bytes()));
		}
	}

	@Test
	void aFileThatStaysAsItIsComesWhole() throws IOException {
		Path target = this.directory.resolve("log");
		try (TestServer server = TestServer.withParts(this.store)) {
			InetSocketAddress address = server.address();
			FetchResult result = client().fetch(new RushbUri(address.getHostString(), address.getPort(), "log"), target,
					FetchOptions.DEFAULTS.growing(true), FetchListener.NONE, new Cancellation());
			assertThat(result.whole()).isTrue();
			assertThat(target).hasBinaryContent(Arrays.copyOf(CONTENT, SIZE));
		}
	}

	@Test
	void elseItIsSaidThatTheFileIsBeingChanged() throws IOException {
		Path target = this.directory.resolve("log");
		RushbClient client = RushbClient.builder().retries(1).build();
		try (TestServer server = TestServer.withParts(this.store)) {
			RushbUri uri = growing(server);
			assertThatExceptionOfType(FetchException.Damaged.class).isThrownBy(() -> client.fetch(uri, target))
				.withMessageContaining("'log' is being changed while it is fetched")
				.withMessageContaining("in 2 attempts")
				.withMessageContaining("--growing");
		}
		assertThat(Files.exists(target)).isFalse();
	}

	@Test
	void aFileThatShrinksIsNotTaken() throws IOException {
		Path target = this.directory.resolve("log");
		RushbClient client = RushbClient.builder().retries(0).build();
		try (TestServer server = TestServer.withParts(this.store)) {
			RushbUri uri = growing(server);
			this.log.onceOpened((log) -> log.change(Arrays.copyOf(CONTENT, (int) log.size() - LINE)));
			assertThatExceptionOfType(FetchException.Damaged.class)
				.isThrownBy(() -> client.fetch(uri, target, FetchOptions.DEFAULTS.growing(true), FetchListener.NONE,
						new Cancellation()))
				.withMessageContaining("is being changed")
				.withMessageNotContaining("--growing");
		}
		assertThat(Files.exists(target)).isFalse();
	}

	@Test
	void partsOfItAreNeitherGoneOnWithNorTaken() {
		FetchOptions growing = FetchOptions.DEFAULTS.growing(true);
		assertThatIllegalArgumentException().isThrownBy(() -> growing.goOn(true));
		assertThatIllegalArgumentException().isThrownBy(() -> growing.range(new ByteRange(0, 1)));
	}

}
