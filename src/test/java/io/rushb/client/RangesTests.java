package io.rushb.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import io.rushb.testing.MemoryStore;
import io.rushb.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Ranges of a file, from the real server core, over real sockets.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RangesTests {

	private static final int SIZE = 1_000_000;

	private final byte[] content = new byte[SIZE];

	private final RushbClient client = RushbClient.builder().build();

	private TestServer server;

	@TempDir
	private Path directory;

	@BeforeEach
	void start() throws IOException {
		new Random(1).nextBytes(this.content);
		Arrays.fill(this.content, SIZE / 2, SIZE, (byte) 0);
		MemoryStore store = new MemoryStore().with("a", this.content).with("empty", new byte[0]);
		store.put("huge", 6_000_000_000L, (position) -> (int) (position % 251));
		this.server = TestServer.withParts(store);
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@ParameterizedTest
	@CsvSource({ "0-0, 0, 1", "1463-1464, 1463, 1465", "1464-2927, 1464, 2928", "0-, 0, 1000000",
			"999999-, 999999, 1000000", "999990-2000000, 999990, 1000000", "100000-600000, 100000, 600001" })
	void bringsTheBytesOfTheRangeAndNoOthers(String range, int from, int to) throws IOException {
		FetchedBytes fetched = bytes("a", range);
		assertThat(fetched.content()).isEqualTo(Arrays.copyOfRange(this.content, from, to));
		assertThat(fetched.result().bytes()).isEqualTo(to - from);
		assertThat(fetched.result().digest()).isEqualTo(FetchResult.MAC);
	}

	@Test
	void asksForNoMoreThanTheSegmentsThatHaveThem() throws IOException {
		FetchedBytes fetched = bytes("huge", "5999999990-");
		byte[] wanted = new byte[10];
		for (int i = 0; i < wanted.length; i++) {
			wanted[i] = (byte) ((5_999_999_990L + i) % 251);
		}
		assertThat(fetched.content()).isEqualTo(wanted);
		assertThat(fetched.result().packets()).isLessThan(20);
	}

	@Test
	void goesIntoFilesAndStreamsToo() throws IOException {
		FetchOptions options = FetchOptions.DEFAULTS.range(new ByteRange(10, 4999));
		Path target = this.directory.resolve("a");
		Files.writeString(target, "something else");
		long[] told = new long[2];
		FetchListener listener = new FetchListener() {
			@Override
			public void size(long bytes) {
				told[0] = bytes;
			}

			@Override
			public void progress(long bytes, long packets, long retransmissions) {
				told[1] = bytes;
			}
		};
		this.client.fetch(this.server.uri("a"), target, options, listener, new Cancellation());
		assertThat(target).hasBinaryContent(Arrays.copyOfRange(this.content, 10, 5000));
		assertThat(told).containsExactly(4990, 4990);
		ByteArrayOutputStream stream = new ByteArrayOutputStream();
		this.client.fetch(this.server.uri("a"), stream, options, FetchListener.NONE, new Cancellation());
		assertThat(stream.toByteArray()).isEqualTo(Arrays.copyOfRange(this.content, 10, 5000));
	}

	@Test
	void theDigestThatIsExpectedIsThatOfTheRange() throws IOException {
		// of one zero byte
		String digest = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
		FetchOptions options = FetchOptions.DEFAULTS.range(new ByteRange(SIZE - 1, SIZE - 1)).sha256(digest);
		FetchedBytes fetched = this.client.fetchBytes(this.server.uri("a"), 1, options, FetchListener.NONE,
				new Cancellation());
		assertThat(fetched.result().digest()).isEqualTo(FetchResult.SHA_256);
		FetchOptions other = options.range(new ByteRange(0, 0));
		assertThatExceptionOfType(FetchException.Damaged.class).isThrownBy(
				() -> this.client.fetchBytes(this.server.uri("a"), 1, other, FetchListener.NONE, new Cancellation()));
	}

	@ParameterizedTest
	@CsvSource({ "a, 1000000-", "empty, 0-" })
	void aRangeThatBeginsBeyondTheEndHasNoBytes(String name, String range) {
		assertThatExceptionOfType(FetchException.NotAvailable.class).isThrownBy(() -> bytes(name, range))
			.withMessageContaining("where the range begins");
	}

	@Test
	void withoutPartsThereAreNoRanges() throws IOException {
		assertThatExceptionOfType(FetchException.NotAvailable.class).isThrownBy(() -> bytes("none", "0-"))
			.withMessageContaining("without parts there are no ranges");
		try (TestServer plain = TestServer.start(new MemoryStore().with("a", this.content))) {
			FetchOptions options = FetchOptions.DEFAULTS.range(new ByteRange(0, 1));
			assertThatExceptionOfType(FetchException.NotAvailable.class).isThrownBy(
					() -> this.client.fetchBytes(plain.uri("a"), 2, options, FetchListener.NONE, new Cancellation()));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-", "-5", "5", "a-b", "1-0", "0-1-2", "9999999999999999999-" })
	void whatIsNoRangeIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> ByteRange.parse(text));
	}

	@Test
	void rangesAreShownAsTheyAreRead() {
		assertThat(ByteRange.parse("0-9")).isEqualTo(new ByteRange(0, 9)).hasToString("0-9");
		assertThat(ByteRange.parse("7-")).isEqualTo(ByteRange.from(7)).hasToString("7-");
		FetchOptions options = FetchOptions.DEFAULTS.goOn(true);
		assertThatIllegalArgumentException().isThrownBy(() -> options.range(ByteRange.from(1)));
	}

	private FetchedBytes bytes(String name, String range) throws IOException {
		return this.client.fetchBytes(this.server.uri(name), SIZE, FetchOptions.DEFAULTS.range(ByteRange.parse(range)),
				FetchListener.NONE, new Cancellation());
	}

}
