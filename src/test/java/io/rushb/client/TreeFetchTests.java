package io.rushb.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.rushb.testing.MemoryStore;
import io.rushb.testing.TestServer;
import io.rushb.wire.ListText;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A tree is fetched from the real server core, over real sockets.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TreeFetchTests {

	private static final String TIME = "2026-01-01T10:00:00Z";

	@TempDir
	private Path directory;

	private final MemoryStore store = new MemoryStore();

	private final TreeMap<String, byte[]> wanted = new TreeMap<>();

	private final RushbClient client = RushbClient.builder().build();

	@Test
	@DisplayName("P10: every file of every directory arrives whole, with its time")
	void fetchesATree() throws IOException {
		tree();
		try (TestServer server = TestServer.withParts(this.store)) {
			List<Path> told = new ArrayList<>();
			TreeListener listener = new TreeListener() {
				@Override
				public void fetched(RushbUri uri, Path file, long bytes) {
					told.add(file);
				}
			};
			TreeResult result = this.client.fetchTree(uri(server), target(), TreeOptions.DEFAULTS, listener,
					new Cancellation());
			assertThat(result.failures()).isEmpty();
			assertThat(result.files()).isEqualTo(this.wanted.size()).isEqualTo(told.size());
			assertThat(result.byDigest()).isEqualTo(result.files());
			assertThat(result.directories()).isEqualTo(3);
			assertThat(result.bytes()).isEqualTo(this.wanted.values().stream().mapToLong((one) -> one.length).sum());
			assertThat(result.skipped()).isZero();
		}
		assertArrived();
		assertThat(Files.getLastModifiedTime(target().resolve("a"))).isEqualTo(FileTime.from(Instant.parse(TIME)));
	}

	@Test
	void whatIsThereWithTheSameSizeAndTimeIsSkipped() throws IOException {
		tree();
		try (TestServer server = TestServer.withParts(this.store)) {
			fetch(server, TreeOptions.DEFAULTS);
			Files.writeString(target().resolve("a"), "another size");
			Files.setLastModifiedTime(target().resolve("a"), FileTime.from(Instant.parse(TIME)));
			Path other = target().resolve("dir").resolve("zeros");
			Files.setLastModifiedTime(other, FileTime.from(Instant.parse("2026-01-01T10:00:01Z")));
			TreeResult result = fetch(server, TreeOptions.DEFAULTS.goOn(true));
			assertThat(result.files()).isEqualTo(2);
			assertThat(result.skipped()).isEqualTo(this.wanted.size() - 2);
		}
		assertArrived();
	}

	@Test
	void whatFailsDoesNotStopTheOthers() throws IOException {
		tree();
		list("", "dir a", "dir dir", "dir none", "file a", "file gone", "file empty", "file ..", "file empty",
				"file dir");
		this.wanted.keySet().removeIf((name) -> !name.contains("/") && !name.equals("a") && !name.equals("empty"));
		Files.createDirectories(target());
		Files.createFile(target().resolve("a"));
		try (TestServer server = TestServer.withParts(this.store)) {
			TreeResult result = fetch(server, TreeOptions.DEFAULTS);
			assertThat(result.failures()).extracting((failure) -> failure.reason().getClass().getSimpleName())
				.containsExactlyInAnyOrder("LocalFile", "Damaged", "Damaged", "Damaged", "Damaged", "NotAvailable",
						"NotAvailable");
			assertThat(result.failed()).isEqualTo(7);
		}
		this.wanted.remove("a"); // it was listed as a directory first
		Files.delete(target().resolve("a"));
		Files.delete(target().resolve("none"));
		assertArrived();
	}

	@Test
	void whatCannotBeWrittenUnderWayDoesNotStopTheOthers() throws IOException {
		tree();
		Path record = target().resolve(".a.rushb-done");
		TreeListener listener = new TreeListener() {
			@Override
			public void packet(boolean sent, InetSocketAddress client, InetSocketAddress server, byte[] datagram,
					int length, long nanos) {
				String text = new String(datagram, StandardCharsets.ISO_8859_1);
				if (sent && text.contains(".rushb/stat/") && text.contains("/tree/a\0")) {
					record.toFile().mkdir(); // where a file is to be made next
				}
			}
		};
		try (TestServer server = TestServer.withParts(this.store)) {
			TreeResult result = this.client.fetchTree(uri(server), target(), TreeOptions.DEFAULTS, listener,
					new Cancellation());
			assertThat(result.failures()).singleElement()
				.satisfies((failure) -> assertThat(failure.reason()).isInstanceOf(FetchException.LocalFile.class)
					.hasMessageContaining("tree/a"));
		}
		this.wanted.remove("a");
		assertArrived();
	}

	@Test
	void aTreeThatIsTooDeepIsFetchedAsFarAsAllowed() throws IOException {
		tree();
		try (TestServer server = TestServer.withParts(this.store)) {
			TreeResult result = fetch(server, TreeOptions.DEFAULTS.maxDepth(1));
			assertThat(result.firstFailure()).isInstanceOf(FetchException.BeyondLimit.class)
				.hasMessageContaining("--max-depth");
		}
		this.wanted.keySet().removeIf((name) -> name.startsWith("dir/deep/"));
		assertArrived();
	}

	@Test
	void aTreeThatIsTooBigIsNotFetchedToItsEnd() throws IOException {
		tree();
		try (TestServer server = TestServer.withParts(this.store)) {
			TreeResult result = fetch(server, TreeOptions.DEFAULTS.maxEntries(3));
			assertThat(result.firstFailure()).isInstanceOf(FetchException.BeyondLimit.class)
				.hasMessageContaining("--max-entries");
			assertThat(result.files()).isLessThanOrEqualTo(3);
		}
	}

	@Test
	void aServerWithoutListsNamesTheSettingThatMakesThem() throws IOException {
		try (TestServer server = TestServer.withParts(this.store)) {
			assertThatExceptionOfType(FetchException.NotAvailable.class)
				.isThrownBy(() -> fetch(server, TreeOptions.DEFAULTS))
				.withMessageContaining("rushb.files.listing");
		}
		try (TestServer server = TestServer.start(this.store)) {
			assertThatExceptionOfType(FetchException.NotAvailable.class)
				.isThrownBy(() -> fetch(server, TreeOptions.DEFAULTS))
				.withMessageContaining("no parts");
		}
		assertThat(target()).doesNotExist();
	}

	@Test
	@DisplayName("P1: what has too long a name for a part comes the plain way, what cannot be asked for fails")
	void longNamesComeThePlainWayOrNotAtAll() throws IOException {
		String name = "n".repeat(240);
		put(name + "/" + name + "/" + name + "/" + "f".repeat(200), 5000);
		list("", "dir " + name);
		list("/" + name, "dir " + name);
		list("/" + name + "/" + name, "dir " + name);
		String deepest = name + "/" + name + "/" + name;
		list("/" + deepest, "dir " + "d".repeat(255), "file " + "f".repeat(200), "file " + "t".repeat(100),
				"file " + "g".repeat(255));
		this.store.withDigest("tree/" + deepest + "/" + "t".repeat(100), new byte[] { 7 });
		this.wanted.put(deepest + "/" + "t".repeat(100), new byte[] { 7 });
		try (TestServer server = TestServer.withParts(this.store)) {
			TreeResult result = fetch(server, TreeOptions.DEFAULTS);
			assertThat(result.files()).isEqualTo(2);
			assertThat(result.files() - result.byDigest() - result.byMac()).isOne();
			assertThat(result.failures()).extracting((failure) -> failure.reason().getClass().getSimpleName())
				.containsExactlyInAnyOrder("BeyondLimit", "NotAvailable");
			assertThat(fetch(server, TreeOptions.DEFAULTS.goOn(true)).skipped()).isEqualTo(2);
		}
		assertArrived();
	}

	@Test
	void whatIsCancelledGoesOnLater() throws IOException {
		tree();
		put("big", 3_000_000);
		list("", "dir dir", "file a", "file big", "file empty");
		this.wanted.keySet().removeIf((name) -> name.startsWith("f"));
		Path record = target().resolve(".big.rushb-done");
		Cancellation cancellation = new Cancellation();
		TreeListener listener = new TreeListener() {
			@Override
			public void packet(boolean sent, InetSocketAddress client, InetSocketAddress server, byte[] datagram,
					int length, long nanos) {
				if (!sent && hasLine(record, "done ")) {
					cancellation.cancel();
				}
			}
		};
		try (TestServer server = TestServer.withParts(this.store)) {
			assertThatExceptionOfType(FetchException.Cancelled.class).isThrownBy(
					() -> this.client.fetchTree(uri(server), target(), TreeOptions.DEFAULTS, listener, cancellation));
			assertThat(hasLine(record, "done ")).isTrue();
			TreeResult result = fetch(server, TreeOptions.DEFAULTS.goOn(true));
			assertThat(result.failures()).isEmpty();
		}
		assertArrived();
	}

	@Test
	@SuppressWarnings("try") // it is closed while it serves
	void aServerThatFallsSilentIsToldOfEveryFileThatWasUnderWay() throws IOException {
		tree();
		RushbClient impatient = RushbClient.builder().timeout(Duration.ofMillis(300)).build();
		try (TestServer server = TestServer.withParts(this.store)) {
			TreeListener listener = new TreeListener() {
				@Override
				public void size(long bytes) {
					server.deafTo((datagram) -> true);
				}
			};
			TreeResult result = impatient.fetchTree(uri(server), target(), TreeOptions.DEFAULTS, listener,
					new Cancellation());
			assertThat(result.failures())
				.allSatisfy((failure) -> assertThat(failure.reason()).isInstanceOf(FetchException.TimedOut.class));
			assertThat(result.failed()).isPositive();
			assertThat(result.files()).isZero();
		}
	}

	private static boolean hasLine(Path file, String beginning) {
		try {
			return Files.exists(file)
					&& Files.readAllLines(file).stream().anyMatch((line) -> line.startsWith(beginning));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private TreeResult fetch(TestServer server, TreeOptions options) throws IOException {
		return this.client.fetchTree(uri(server), target(), options, TreeListener.NONE, new Cancellation());
	}

	private static DirectoryUri uri(TestServer server) {
		return DirectoryUri.parse(server.uri("tree").toString());
	}

	private Path target() {
		return this.directory.resolve("here");
	}

	private void tree() {
		put("a", 5000);
		put("empty", 0);
		for (int i = 0; i < 20; i++) {
			put("f" + i, 100 * i);
		}
		put("dir/zeros", 4000);
		this.wanted.put("dir/zeros", new byte[4000]);
		this.store.withDigest("tree/dir/zeros", new byte[4000]);
		put("dir/deep/b", 1464);
		list("", Stream
			.concat(Stream.of("dir dir"),
					this.wanted.keySet().stream().filter((name) -> !name.contains("/")).map((name) -> "file " + name))
			.toArray(String[]::new));
		list("/dir", "dir deep", "file zeros");
		list("/dir/deep", "file b");
	}

	private void put(String name, int size) {
		byte[] bytes = new byte[size];
		new Random(size).nextBytes(bytes);
		this.wanted.put(name, bytes);
		this.store.withDigest("tree/" + name, bytes);
	}

	private void list(String path, String... entries) {
		List<ListText.ListEntry> lines = new ArrayList<>();
		for (String entry : entries) {
			String name = entry.substring(entry.indexOf(' ') + 1);
			String prefix = path.isEmpty() ? "" : path.substring(1) + "/";
			byte[] bytes = this.wanted.getOrDefault(prefix + name, new byte[1]);
			lines.add(new ListText.ListEntry(entry.startsWith("dir") ? -1 : bytes.length, TIME, name));
		}
		this.store.putList("tree" + path, new ListText(lines).bytes());
	}

	private void assertArrived() throws IOException {
		TreeMap<String, byte[]> there = new TreeMap<>();
		try (Stream<Path> paths = Files.walk(target())) {
			for (Path path : paths.filter(Files::isRegularFile).toList()) {
				there.put(target().relativize(path).toString(), Files.readAllBytes(path));
			}
		}
		assertThat(there.keySet()).isEqualTo(this.wanted.keySet());
		assertThat(there).allSatisfy((name, bytes) -> assertThat(bytes).isEqualTo(this.wanted.get(name)));
	}

}
