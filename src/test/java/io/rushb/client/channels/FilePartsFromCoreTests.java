package io.rushb.client.channels;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.rushb.endpoint.EndpointSettings;
import io.rushb.endpoint.PartsSettings;
import io.rushb.session.RetransmitCause;
import io.rushb.testing.MemoryStore;
import io.rushb.testing.TestSettings;
import io.rushb.testing.VirtualServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files in parts from the real core of the server, whatever happens to it and on the way.
 */
class FilePartsFromCoreTests {

	private static final int SIZE = 1_000_000;

	private final CorePath path = new CorePath();

	private final MemoryFile got = new MemoryFile();

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 1463, 1464, 1465, 1466, 300_000 })
	@DisplayName("P4: files of every size arrive whole, and those of zeros")
	void filesArriveWhole(int size) {
		byte[] content = content(size, 1);
		put(content);
		assertWhole(this.path.fetch(this.path.client(32), "file", this.got), content);
		MemoryFile zeros = new MemoryFile();
		this.path.server().store().withDigest("zeros", new byte[size]);
		this.path.fetch(this.path.client(32), "zeros", zeros);
		assertThat(zeros.bytes).isEqualTo(new byte[size]);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.01, 0.05, 0.15 })
	@DisplayName("C3: what is lost, altered, doubled and overtaken on the way is repaired")
	void everyByteComesThroughABadNetwork(double badness) {
		byte[] content = content(SIZE, 2);
		put(content);
		this.path.badness = badness;
		assertWhole(this.path.fetch(this.path.client(32), "file", this.got), content);
	}

	@ParameterizedTest
	@ValueSource(strings = { "secret", "another" })
	@DisplayName("P3, C4: a server that is started anew goes on, with the same secret or another one")
	void aServerThatIsStartedAnewGoesOn(String secret) {
		byte[] content = content(SIZE, 3);
		put(content);
		PartsSettings parts = TestSettings.PARTS;
		PartsSettings other = new PartsSettings(true, parts.channels(), parts.share(),
				secret.getBytes(StandardCharsets.US_ASCII), parts.epochSeconds(), null);
		this.path.time.at(TimeUnit.MILLISECONDS.toNanos(150), () -> {
			this.path.restart(EndpointSettings.DEFAULTS.with(other));
			put(content);
		});
		FileParts file = this.path.fetch(this.path.client(32), "file", this.got);
		assertWhole(file, content);
		assertThat(file.restarts()).isZero();
		assertThat(this.got.written).isBetween((long) SIZE, SIZE * 3L / 2);
	}

	@Test
	@DisplayName("P6, C4: a file that is replaced under way comes from its start, and nothing is mixed")
	void aFileThatIsReplacedIsFetchedAnew() {
		byte[] first = content(SIZE, 4);
		byte[] second = content(SIZE, 5);
		put(first);
		this.path.time.at(TimeUnit.MILLISECONDS.toNanos(150), () -> change(second));
		FileParts file = this.path.fetch(this.path.client(32), "file", this.got);
		assertWhole(file, second);
		assertThat(file.restarts()).isOne();
		assertThat(this.got.begun).isEqualTo(2);
	}

	@Test
	@DisplayName("C4: a client that is killed at any moment goes on, and brings no segment that was there again")
	void whatIsKilledTwentyTimesIsWholeInTheEnd() {
		byte[] content = content(SIZE, 6);
		put(content);
		this.path.badness = 0.02;
		Random random = new Random(6);
		int there = 0;
		for (int i = 0; i < 20; i++) {
			VirtualClient client = this.path.client(8);
			FileParts file = client.fetch("file", this.got);
			client.wake();
			long end = this.path.time.now() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(400));
			this.path.time.at(end, () -> {
			});
			this.path.time.runUntil(() -> this.path.time.now() >= end || file.outcome() != null, 100);
			this.path.kill(client);
			file.stop();
			assertThat(this.got.done.size()).isGreaterThanOrEqualTo(there);
			there = this.got.done.size();
		}
		assertWhole(this.path.fetch(this.path.client(32), "file", this.got), content);
		long segments = this.got.done.stream().mapToLong((row) -> row[1] - row[0] + 1).sum();
		assertThat(segments).isEqualTo((SIZE + 1463) / 1464); // each was right once
	}

	@Test
	@DisplayName("S7: where the server cannot read the file, it is not asked for ever")
	void whatCannotBeReadEnds() {
		byte[] content = content(SIZE, 7);
		put(content);
		this.path.server().store().get("file").failAt(SIZE / 2);
		FileParts file = this.path.fetch(this.path.client(1), "file", this.got);
		assertThat(file.outcome()).isEqualTo(PartsOutcome.STUCK);
		assertThat(this.got.written).isGreaterThan(SIZE / 2);
	}

	/**
	 * A client in parts answers no copies (C3), so the server never learns that they were
	 * needless; what the client repeats tells it no round trip. When the round trip rose
	 * from 100 to 300 ms, each packet of the server went twice (2157 copies of 2050), and
	 * from 20 to 120 ms nearly half were asked for again (941).
	 */
	@ParameterizedTest(name = "{0} ms each way, then {1} ms")
	@CsvSource({ "10,10", "125,125", "300,300", "50,150", "10,60" })
	@DisplayName("P7, C3: however long the path is or becomes, few packets are repeated")
	void neitherSideRepeatsOnceAndForAllTooEarly(long delay, long later) {
		byte[] content = content(3 * SIZE, 7);
		put(content);
		this.path.delay = TimeUnit.MILLISECONDS.toNanos(delay);
		this.path.jitter = TimeUnit.MILLISECONDS.toNanos(5);
		this.path.time.at(TimeUnit.SECONDS.toNanos(1), () -> this.path.delay = TimeUnit.MILLISECONDS.toNanos(later));
		assertWhole(this.path.fetch(this.path.client(32), "file", this.got), content);
		assertThat(this.path.server().events().of(RetransmitCause.TIMEOUT)).isLessThan(200);
		assertThat(this.path.server().events().of(RetransmitCause.NAK)).isLessThan(100);
	}

	/**
	 * The packets of a long round trip leave one by one, with pauses that the pacer
	 * makes. While a window was taken for full only if another packet might have left at
	 * the same moment, it stayed as small as the change had made it: this took 23 s, and
	 * 15 s since.
	 */
	@Test
	@DisplayName("C2: the window grows again when the path has become longer")
	void theWindowGrowsAgainOverALongerPath() {
		byte[] content = content(14_000_000, 7);
		put(content);
		this.path.jitter = TimeUnit.MILLISECONDS.toNanos(2);
		this.path.time.at(TimeUnit.MILLISECONDS.toNanos(500),
				() -> this.path.delay = TimeUnit.MILLISECONDS.toNanos(100));
		assertWhole(this.path.fetch(this.path.client(256), "file", this.got), content);
		assertThat(this.path.time.now()).isLessThan(TimeUnit.SECONDS.toNanos(18));
	}

	private void put(byte[] content) {
		this.path.server().store().withDigest("file", content);
	}

	private void change(byte[] content) {
		VirtualServer server = this.path.server();
		server.store().get("file").change(content);
		server.store().get("file").digest(MemoryStore.sha256(content));
	}

	private void assertWhole(FileParts file, byte[] content) {
		assertThat(file.outcome()).isEqualTo(PartsOutcome.COMPLETE);
		assertThat(this.got.bytes).isEqualTo(content);
	}

	private static byte[] content(int size, long seed) {
		byte[] content = new byte[size];
		new Random(seed).nextBytes(content);
		return content;
	}

}
