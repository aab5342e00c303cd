package io.rushb.client;

import java.io.IOException;
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
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.rushb.client.channels.Version;
import io.rushb.session.ProtocolSettings;
import io.rushb.testing.MemoryStore;
import io.rushb.testing.TestServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * What an interrupted run has left, whatever the next one meets.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LeftPartTests {

	private static final FetchOptions GO_ON = FetchOptions.DEFAULTS.goOn(true);

	private final RushbClient client = RushbClient.builder().build();

	@TempDir
	private Path directory;

	/** Of a file of another server, longer than what comes now. */
	private void leave() throws IOException {
		try (PartFile file = PartFile.open(target(), false, false, FetchListener.NONE)) {
			byte[] bytes = new byte[20 * 1464];
			Arrays.fill(bytes, (byte) 'x');
			PlacedSink placed = file.placed();
			placed.begin(new Version(bytes.length, "t", null, null));
			placed.write(0, bytes, bytes.length);
			placed.verified(0, 19);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 5000 })
	@DisplayName("what comes the plain way is not mixed with what is left of a fetch in parts")
	void thePlainWayBeginsWithAnEmptyFile(int size) throws IOException {
		byte[] content = new byte[size];
		Arrays.fill(content, (byte) 1);
		leave();
		try (TestServer server = TestServer.start(new MemoryStore().with("file", content))) {
			FetchResult result = this.client.fetch(server.uri("file"), target(), GO_ON, FetchListener.NONE,
					new Cancellation());
			assertThat(result.way()).isEqualTo(FetchResult.PLAIN);
		}
		assertThat(target()).hasBinaryContent(content);
		assertThat(files()).containsExactly("file");
	}

	@Test
	@DisplayName("a stat is refused, and the plain way ends half way: what it has written over is not gone on with")
	void whatThePlainWayHasWrittenOverDoesNotCountAnyMore() throws IOException {
		leave();
		byte[] content = new byte[200_000];
		Arrays.fill(content, (byte) 1);
		try (TestServer server = TestServer.start(new MemoryStore().with("file", content),
				InetAddress.getByName("127.0.0.1"), ProtocolSettings.DEFAULTS, 20)) {
			RushbClient hasty = RushbClient.builder().timeout(Duration.ofMillis(200)).retries(0).build();
			assertThatExceptionOfType(FetchException.TimedOut.class).isThrownBy(
					() -> hasty.fetch(server.uri("file"), target(), GO_ON, FetchListener.NONE, new Cancellation()));
		}
		assertThat(files()).isEmpty();
	}

	@Test
	@DisplayName("C4: a thread that is interrupted at any moment leaves what the next one goes on with")
	void whatIsInterruptedAgainAndAgainIsWholeInTheEnd() throws IOException {
		byte[] content = new byte[400_000];
		Random random = new Random(4);
		random.nextBytes(content);
		RushbClient four = RushbClient.builder().channels(4).build();
		try (TestServer server = TestServer.withParts(new MemoryStore().withDigest("file", content))) {
			for (int i = 0; !Files.exists(target()); i++) {
				AtomicInteger left = new AtomicInteger(i + 1 + random.nextInt(60));
				FetchListener interrupts = new FetchListener() {
					@Override
					public void packet(boolean sent, InetSocketAddress from, InetSocketAddress to, byte[] datagram,
							int length, long nanos) {
						if (left.decrementAndGet() == 0) {
							Thread.currentThread().interrupt();
						}
					}
				};
				try {
					four.fetch(server.uri("file"), target(), GO_ON, interrupts, new Cancellation());
				}
				catch (FetchException.Cancelled ex) {
					assertThat(files()).isSubsetOf(".file.rushb-part", ".file.rushb-done");
				}
				assertThat(Thread.interrupted()).isEqualTo(left.get() <= 0);
			}
		}
		assertThat(target()).hasBinaryContent(content);
		assertThat(files()).containsExactly("file");
	}

	@Test
	void whoIsInterruptedBeforeItBeginsLeavesNothing() throws IOException {
		try (TestServer server = TestServer.withParts(new MemoryStore().withDigest("file", new byte[1]))) {
			RushbClient making = RushbClient.builder().makeDirectories(true).build();
			for (Path target : List.of(target(), this.directory.resolve("new").resolve("one").resolve("file"))) {
				Thread.currentThread().interrupt();
				assertThatExceptionOfType(FetchException.Cancelled.class)
					.isThrownBy(() -> making.fetch(server.uri("file"), target));
				assertThat(Thread.interrupted()).isTrue();
			}
		}
		assertThat(files()).isEmpty();
	}

	@Test
	@EnabledOnOs(OS.LINUX) // where a process sees which files it has open
	void aPartWhoseOldRecordCannotBeRemovedIsNotLeftOpen() throws IOException {
		Path record = PartRecord.of(PartName.of(target()));
		Files.createDirectories(record.resolve("in the way"));
		assertThatIOException().isThrownBy(() -> PartFile.open(target(), false, false, FetchListener.NONE));
		assertThat(files()).containsExactly(record.getFileName().toString());
		try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
			assertThat(open.filter(Files::isSymbolicLink).map(LeftPartTests::linked))
				.noneMatch((name) -> name.startsWith(this.directory.toString()));
		}
	}

	private static String linked(Path link) {
		try {
			return Files.readSymbolicLink(link).toString();
		}
		catch (IOException ex) { // closed by now
			return "";
		}
	}

	@Test
	void whatIsLeftStaysIfNobodyAnswers() throws IOException {
		leave();
		try (TestServer server = TestServer.start(new MemoryStore())) {
			server.deafTo((datagram) -> true);
			RushbClient hasty = RushbClient.builder()
				.timeout(Duration.ofMillis(100))
				.silence(Duration.ofMillis(50))
				.build();
			assertThatExceptionOfType(FetchException.TimedOut.class).isThrownBy(
					() -> hasty.fetch(server.uri("file"), target(), GO_ON, FetchListener.NONE, new Cancellation()));
		}
		assertThat(files()).containsExactlyInAnyOrder(".file.rushb-part", ".file.rushb-done");
	}

	@Test
	@DisplayName("of two at a time the second one has a part of its own, which no later run could find")
	void whatNobodyCanGoOnWithIsNotLeft() throws IOException {
		try (PartFile first = PartFile.open(target(), false, false, FetchListener.NONE)) {
			leave();
			assertThat(first.canRestart()).isTrue();
		}
		assertThat(files()).isEmpty();
	}

	@Test
	void thePartOfTheNextFetchIsNotRemovedByTheOneThatHasEnded() throws IOException {
		try (PartFile first = PartFile.open(target(), false, false, FetchListener.NONE)) {
			first.write(new byte[] { 1 });
			first.finish();
			Files.createFile(PartName.of(target())); // by another process
			Files.createFile(PartRecord.of(PartName.of(target())));
		}
		assertThat(files()).containsExactlyInAnyOrder("file", ".file.rushb-part", ".file.rushb-done");
	}

	@Test
	@DisplayName("a record that a killed process left without its part tells nothing of the next part")
	void anOldRecordTellsNothingOfANewPart() throws IOException {
		leave();
		Files.delete(PartName.of(target()));
		Files.createFile(PartName.of(target())); // and killed, before the record was
													// removed
		try (PartFile file = PartFile.open(target(), false, true, FetchListener.NONE)) {
			assertThat(file.placed().begin(new Version(20 * 1464, "t", null, null))).isEmpty();
		}
	}

	@Test
	@DisplayName("fetches of one process that begin at the same moment have parts of their own")
	void fetchesThatBeginTogetherDoNotShareAPart() throws Exception {
		ExecutorService two = Executors.newFixedThreadPool(2);
		try {
			for (int i = 0; i < 30; i++) {
				leave();
				boolean goOn = i % 2 == 0;
				CyclicBarrier together = new CyclicBarrier(2);
				List<Future<Void>> both = new ArrayList<>();
				for (String one : List.of("1", "2")) {
					both.add(two.submit(() -> fetch(one.repeat(1000), goOn, together)));
				}
				for (Future<Void> one : both) {
					one.get();
				}
				assertThat(Files.readString(target())).isIn("1".repeat(2000), "2".repeat(2000));
				assertThat(files()).containsExactly("file");
				Files.delete(target());
			}
		}
		finally {
			two.shutdownNow();
		}
	}

	private @Nullable Void fetch(String bytes, boolean goOn, CyclicBarrier together) throws Exception {
		together.await();
		try (PartFile file = PartFile.open(target(), false, goOn, FetchListener.NONE)) {
			file.write(bytes.getBytes(StandardCharsets.US_ASCII));
			together.await();
			file.write(bytes.getBytes(StandardCharsets.US_ASCII));
			together.await();
			file.finish();
		}
		return null;
	}

	private Path target() {
		return this.directory.resolve("file");
	}

	private List<String> files() throws IOException {
		try (Stream<Path> entries = Files.list(this.directory)) {
			return entries.map((entry) -> entry.getFileName().toString()).toList();
		}
	}

}
