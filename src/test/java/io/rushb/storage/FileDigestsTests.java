package io.rushb.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.rushb.endpoint.ResourceName;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** P9. */
@Timeout(30)
class FileDigestsTests {

	private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

	@TempDir
	Path root;

	private DirectoryContentStore store;

	private final FileDigests digests = new FileDigests(2 * FileDigests.PIECE);

	@BeforeEach
	void makeStore() {
		this.store = new DirectoryContentStore(this.root, false, LinkPolicy.WITHIN_ROOT);
	}

	private byte[] file(String name, int size) throws IOException {
		byte[] content = new byte[size];
		new Random(size).nextBytes(content);
		Files.write(this.root.resolve(name), content);
		Files.setLastModifiedTime(this.root.resolve(name), LONG_AGO);
		return content;
	}

	private FileVersion want(String name) throws IOException {
		ResourceName resource = ResourceName.of(name.getBytes(StandardCharsets.UTF_8));
		assertThat(resource).isNotNull();
		try (FileSource source = this.store.open(resource)) {
			assertThat(source).isNotNull();
			FileVersion version = (FileVersion) source.version();
			assertThat(version).isNotNull();
			this.digests.want(this.store, resource, version);
			return version;
		}
	}

	private void work() {
		while (this.digests.waiting() > 0) {
			this.digests.step();
		}
	}

	private static String sha256(byte[] content) throws Exception {
		return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
	}

	@Test
	void computesTheDigestOfFilesOfEverySize() throws Exception {
		for (int size : new int[] { 0, 1, FileDigests.PIECE - 1, FileDigests.PIECE, FileDigests.PIECE + 1,
				3 * FileDigests.PIECE }) {
			byte[] content = file("f" + size, size);
			FileVersion version = want("f" + size);
			assertThat(this.digests.of(version)).as("before it is computed").isNull();
			work();
			assertThat(this.digests.of(version)).isEqualTo(sha256(content));
		}
	}

	@Test
	void hashesNothingThatNobodyWants() {
		assertThat(this.digests.step()).isZero();
		assertThat(this.digests.waiting()).isZero();
	}

	@Test
	void givesOthersATurnWhenAFileIsLong() throws Exception {
		byte[] content = file("long", 10 * FileDigests.PIECE);
		FileVersion longVersion = want("long");
		file("short", 10);
		FileVersion shortVersion = want("short");
		for (int i = 0; i < 3; i++) {
			this.digests.step();
		}
		assertThat(this.digests.of(shortVersion)).isNotNull();
		assertThat(this.digests.of(longVersion)).isNull();
		work();
		assertThat(this.digests.of(longVersion)).isEqualTo(sha256(content));
	}

	@Test
	void computesADigestOnce() throws Exception {
		file("f", 10);
		FileVersion version = want("f");
		want("f");
		assertThat(this.digests.waiting()).isOne();
		work();
		want("f");
		assertThat(this.digests.waiting()).isZero();
		assertThat(this.digests.of(version)).isNotNull();
	}

	@Test
	@DisplayName("a file that changes while it is hashed has no digest")
	void forgetsWhatChangedUnderWay() throws Exception {
		file("f", 3 * FileDigests.PIECE);
		FileVersion version = want("f");
		this.digests.step();
		Files.write(this.root.resolve("f"), new byte[3 * FileDigests.PIECE]);
		work();
		assertThat(this.digests.of(version)).isNull();
	}

	@Test
	void forgetsWhatIsGoneBeforeItsTurn() throws Exception {
		file("f", 10);
		FileVersion version = want("f");
		Files.delete(this.root.resolve("f"));
		work();
		assertThat(this.digests.of(version)).isNull();
	}

	@Test
	void takesNoMoreThanSomeAtATime() throws Exception {
		for (int i = 0; i < FileDigests.WAITING + 5; i++) {
			file("f" + i, i);
			want("f" + i);
		}
		assertThat(this.digests.waiting()).isEqualTo(FileDigests.WAITING);
		assertThat(this.digests.leftOut()).isEqualTo(5);
		work();
		FileVersion late = want("f" + (FileDigests.WAITING + 1));
		work();
		assertThat(this.digests.of(late)).as("asked for again").isNotNull();
	}

	@Test
	@SuppressWarnings("try") // The thread works by itself.
	void theThreadComputesWhatIsWanted() throws Exception {
		byte[] content = file("f", 100_000);
		try (DigestThread thread = new DigestThread(this.digests, 1_000_000_000)) {
			FileVersion version = want("f");
			String digest = CompletableFuture.supplyAsync(() -> {
				String known = this.digests.of(version);
				while (known == null) {
					Thread.onSpinWait();
					known = this.digests.of(version);
				}
				return known;
			}).get(20, TimeUnit.SECONDS);
			assertThat(digest).isEqualTo(sha256(content));
			assertThat(thread.pauses()).isLessThanOrEqualTo(2);
		}
	}

	@Test
	@SuppressWarnings("try") // The thread works by itself.
	void whatTheRateHoldsUpIsCounted() throws Exception {
		file("f", 10);
		try (DigestThread thread = new DigestThread(this.digests, 1)) {
			want("f");
			Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> thread.pauses() == 1);
		}
	}

	@Test
	@DisplayName("the rate is bounded: a piece takes its share of a second")
	void readsNoFasterThanAllowed() {
		assertThat(DigestThread.pause(FileDigests.PIECE, FileDigests.PIECE)).isEqualTo(TimeUnit.SECONDS.toNanos(1));
		assertThat(DigestThread.pause(FileDigests.PIECE, 256L * FileDigests.PIECE))
			.isEqualTo(TimeUnit.SECONDS.toNanos(1) / 256);
		assertThat(DigestThread.pause(0, 1)).isZero();
	}

}
