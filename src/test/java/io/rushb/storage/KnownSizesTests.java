package io.rushb.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.IntStream;

import io.rushb.endpoint.ResourceName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file system may set a file's size before its time of modification.
 */
class KnownSizesTests {

	private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

	private final KnownSizes sizes = new KnownSizes();

	private boolean isSteady(long size, int second) {
		return this.sizes.isSteady(new FileVersion("inode", size, NOON), NOON.plusSeconds(3600 + second));
	}

	@Test
	void firstSizeOfATimeIsTrusted() {
		assertThat(isSteady(100, 0)).isTrue();
		assertThat(isSteady(100, 1)).isTrue();
	}

	@Test
	void anotherSizeAtTheSameTimeIsTrustedWhenItHasStayed() {
		isSteady(100, 0);
		assertThat(isSteady(0, 0)).isFalse();
		assertThat(isSteady(0, 2)).isFalse();
		assertThat(isSteady(0, 3)).isTrue();
		assertThat(isSteady(50, 4)).isFalse();
		assertThat(isSteady(0, 5)).isFalse();
	}

	@Test
	void otherFilesAndOtherTimesHaveSizesOfTheirOwn() {
		isSteady(100, 0);
		assertThat(this.sizes.isSteady(new FileVersion("other", 0, NOON), NOON.plusSeconds(3600))).isTrue();
		assertThat(this.sizes.isSteady(new FileVersion("inode", 0, NOON.plusNanos(1)), NOON.plusSeconds(3600)))
			.isTrue();
	}

	@Test
	void fileThatWasUnusedTheLongestIsForgotten() {
		isSteady(100, 0);
		IntStream.range(0, KnownSizes.LIMIT)
			.forEach((i) -> this.sizes.isSteady(new FileVersion(i, 1, NOON), NOON.plusSeconds(3600)));
		assertThat(isSteady(0, 0)).isTrue();
	}

	@Test
	void fileThatIsBeingTruncatedHasNoTag(@TempDir Path root) throws IOException {
		Path file = Files.writeString(root.resolve("f"), "content");
		FileTime old = FileTime.from(Instant.now().minusSeconds(3600));
		Files.setLastModifiedTime(file, old);
		DirectoryContentStore store = new DirectoryContentStore(root, false, LinkPolicy.NEVER);
		assertThat(tag(store)).isNotNull();
		Files.writeString(file, "");
		Files.setLastModifiedTime(file, old);
		assertThat(tag(store)).isNull();
	}

	private static String tag(DirectoryContentStore store) throws IOException {
		try (FileSource source = store.open(ResourceName.of("f".getBytes(StandardCharsets.US_ASCII)))) {
			assertThat(source).isNotNull();
			return source.tag();
		}
	}

}
