package io.rushb.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.rushb.endpoint.ResourceName;
import io.rushb.session.Flaw;
import org.junit.jupiter.api.BeforeEach;
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

/**
 * Rule S8: what may be had from a directory and what may not.
 */
@Timeout(30)
class DirectoryContentStoreTests {

	@TempDir
	Path directory;

	Path root;

	DirectoryContentStore store;

	@BeforeEach
	void makeRoot() throws IOException {
		this.root = Files.createDirectory(this.directory.resolve("root"));
		Files.writeString(this.directory.resolve("secret.txt"), "secret");
		Files.createDirectory(this.directory.resolve("root-neighbour"));
		Files.writeString(this.directory.resolve("root-neighbour/secret.txt"), "secret");
		Files.createDirectories(this.root.resolve("a/b"));
		Files.writeString(this.root.resolve("top.txt"), "top");
		Files.writeString(this.root.resolve("a/b/deep.txt"), "deep");
		Files.writeString(this.root.resolve("ümläut.txt"), "umlaut");
		Files.writeString(this.root.resolve(".hidden"), "hidden");
		Files.createDirectory(this.root.resolve(".git"));
		Files.writeString(this.root.resolve(".git/config"), "hidden");
		this.store = new DirectoryContentStore(this.root, false, LinkPolicy.WITHIN_ROOT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "top.txt", "/top.txt", "a/b/deep.txt", "/a/b/deep.txt", "ümläut.txt" })
	void servesRegularFilesBelowTheRoot(String name) throws IOException {
		assertThat(read(this.store, name)).isIn("top", "deep", "umlaut");
	}

	@ParameterizedTest
	@ValueSource(strings = { "missing.txt", "a", "a/b", "/", "//top.txt", "a//b/deep.txt", "top.txt/", "./top.txt",
			"..", "../secret.txt", "/../secret.txt", "a/../top.txt", "a/../../secret.txt", "a/b/../../../secret.txt",
			"../root-neighbour/secret.txt", "top.txt/x", "a\\b\\deep.txt", "..\\secret.txt", ".hidden", ".git/config",
			"/etc/passwd", "//etc/passwd", "top.txt\u0000", "top\n.txt", "TOP.TXT" })
	void refusesEverythingElseAlike(String name) throws IOException {
		assertThat(read(this.store, name)).isNull();
	}

	@Test
	void servesHiddenFilesOnlyWhenTold() throws IOException {
		DirectoryContentStore all = new DirectoryContentStore(this.root, true, LinkPolicy.WITHIN_ROOT);
		assertThat(read(all, ".hidden")).isEqualTo("hidden");
		assertThat(read(all, ".git/config")).isEqualTo("hidden");
		assertThat(read(all, "../secret.txt")).isNull();
	}

	@Test
	void followsLinksWithinTheRootOnly() throws IOException {
		link("inside.txt", "a/b/deep.txt");
		link("dir", "a");
		link("outside.txt", "../secret.txt");
		link("absolute.txt", this.directory.resolve("secret.txt").toString());
		link("up", "..");
		link("neighbour", "../root-neighbour");
		link("loop", "loop");
		link("dangling", "nowhere");
		link("to-hidden", ".hidden");
		assertThat(read(this.store, "inside.txt")).isEqualTo("deep");
		assertThat(read(this.store, "dir/b/deep.txt")).isEqualTo("deep");
		for (String name : new String[] { "outside.txt", "absolute.txt", "up/secret.txt", "up/root/top.txt/x",
				"neighbour/secret.txt", "loop", "dangling", "to-hidden" }) {
			assertThat(read(this.store, name)).as(name).isNull();
		}
	}

	@Test
	void followsNoLinksWhenTold() throws IOException {
		link("inside.txt", "a/b/deep.txt");
		link("dir", "a");
		DirectoryContentStore strict = new DirectoryContentStore(this.root, false, LinkPolicy.NEVER);
		assertThat(read(strict, "a/b/deep.txt")).isEqualTo("deep");
		assertThat(read(strict, "inside.txt")).isNull();
		assertThat(read(strict, "dir/b/deep.txt")).isNull();
	}

	@Test
	void opensTheSameFilesWhereAPlatformCannotOpenThemRelativeToADirectory() throws IOException {
		link("inside.txt", "a/b/deep.txt");
		link("dir", "a");
		Path realRoot = this.root.toRealPath();
		try (FileSource source = this.store.openPlainly(realRoot.resolve("a/b/deep.txt"))) {
			assertThat(source).isNotNull();
		}
		for (String behindLink : new String[] { "inside.txt", "dir/b/deep.txt" }) {
			assertThatExceptionOfType(FileSystemException.class)
				.isThrownBy(() -> this.store.openPlainly(realRoot.resolve(behindLink)))
				.withMessageContaining("symbolic link");
		}
		assertThat(this.store.openPlainly(realRoot.resolve("a"))).isNull();
	}

	@Test
	void servesARootThatIsItselfALink() throws IOException {
		Path alias = Files.createSymbolicLink(this.directory.resolve("alias"), this.root);
		assertThat(read(new DirectoryContentStore(alias, false, LinkPolicy.NEVER), "top.txt")).isEqualTo("top");
	}

	@Test
	void refusesNamesLongerThanAFileSystemCanHave() throws IOException {
		assertThat(read(this.store, "x".repeat(1024))).isNull();
		assertThat(read(this.store, "x/".repeat(500) + "x")).isNull();
	}

	@Test
	void rootMayDisappearAndComeBack() throws IOException {
		Path away = this.directory.resolve("away");
		Files.move(this.root, away);
		assertThat(read(this.store, "top.txt")).isNull();
		Files.move(away, this.root);
		assertThat(read(this.store, "top.txt")).isEqualTo("top");
	}

	@Test
	@DisplayName("S5")
	void remembersTheFlawsOfASettledVersion() throws IOException {
		Path file = this.root.resolve("top.txt");
		FileTime before = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
		Files.setLastModifiedTime(file, before);
		try (FileSource source = open(this.store, "top.txt")) {
			assertThat(source.flaws()).isEmpty();
			source.remember(Flaw.HIGH_BYTES);
		}
		try (FileSource source = open(this.store, "top.txt")) {
			assertThat(source.flaws()).containsExactly(Flaw.HIGH_BYTES);
		}
		Files.writeString(file, "TOP");
		try (FileSource source = open(this.store, "top.txt")) {
			assertThat(source.flaws()).as("of another version").isEmpty();
			source.remember(Flaw.HIGH_BYTES);
		}
		try (FileSource source = open(this.store, "top.txt")) {
			assertThat(source.flaws()).as("of a version that may have changed unnoticed").isEmpty();
		}
	}

	@Test
	@DisplayName("S5")
	void forgetsTheFlawsOfTheLongestUnusedVersions() {
		FlawedFiles flawed = new FlawedFiles();
		for (int i = 0; i <= FlawedFiles.LIMIT; i++) {
			flawed.add(new FileVersion("key", i, Instant.EPOCH), Flaw.ZEROS);
		}
		assertThat(flawed.of(new FileVersion("key", 0, Instant.EPOCH))).isEmpty();
		assertThat(flawed.of(new FileVersion("key", 1, Instant.EPOCH))).containsExactly(Flaw.ZEROS);
	}

	@Test
	@DisplayName("S5")
	void seesThatAFileEndsInAZeroByte() throws IOException {
		Files.write(this.root.resolve("zero"), new byte[] { 1, 0 });
		Files.write(this.root.resolve("empty"), new byte[0]);
		try (FileSource zero = open(this.store, "zero"); FileSource empty = open(this.store, "empty")) {
			assertThat(zero.flaws()).containsExactly(Flaw.ZEROS);
			assertThat(empty.flaws()).isEmpty();
			assertThat(empty.isUnchanged()).isTrue();
		}
	}

	@Test
	@DisplayName("S7")
	@EnabledOnOs(OS.LINUX)
	void seesThatAFileHasMoreBytesThanItsSize() throws IOException {
		DirectoryContentStore system = new DirectoryContentStore(Path.of("/proc"), false, LinkPolicy.WITHIN_ROOT);
		for (String name : new String[] { "version", "cpuinfo" }) {
			try (FileSource source = open(system, name)) {
				assertThat(source.size()).as(name).isZero();
				assertThat(source.flaws()).as(name).containsExactly(Flaw.SIZE);
				assertThat(source.isUnchanged()).as(name).isFalse();
			}
		}
	}

	@Test
	@DisplayName("S7")
	void seesWhatHasHappenedToAFileSinceItWasOpened() throws IOException {
		Path file = this.root.resolve("a/b/deep.txt");
		try (FileSource source = open(this.store, "a/b/deep.txt")) {
			assertThat(source.isUnchanged()).isTrue();
			FileTime time = Files.getLastModifiedTime(file);
			Files.setLastModifiedTime(file, FileTime.from(time.toInstant().minusMillis(10)));
			assertThat(source.isUnchanged()).as("another time").isFalse();
			Files.setLastModifiedTime(file, time);
			assertThat(source.isUnchanged()).isTrue();
			Files.writeString(file, "+", StandardOpenOption.APPEND);
			Files.setLastModifiedTime(file, time);
			assertThat(source.isUnchanged()).as("another size").isFalse();
		}
		try (FileSource source = open(this.store, "a/b/deep.txt")) {
			FileTime time = Files.getLastModifiedTime(file);
			Path other = Files.writeString(this.root.resolve("other"), Files.readString(file));
			Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
			Files.setLastModifiedTime(file, time);
			assertThat(source.isUnchanged()).as("another inode").isFalse();
			Files.delete(file);
			assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(source::isUnchanged);
		}
	}

	@Test
	void versionsOfSettledFilesCanBeCompared() throws IOException {
		Path file = this.root.resolve("top.txt");
		Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
		try (FileSource source = open(this.store, "top.txt"); FileSource same = open(this.store, "top.txt")) {
			assertThat(source.version()).isNotNull().isEqualTo(same.version());
			Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
			try (FileSource changed = open(this.store, "top.txt")) {
				assertThat(changed.version()).isNotNull().isNotEqualTo(same.version());
			}
			Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
			try (FileSource fresh = open(this.store, "top.txt")) {
				assertThat(fresh.version()).as("another change might not show").isNull();
			}
			Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(Duration.ofHours(1))));
			try (FileSource ahead = open(this.store, "top.txt")) {
				assertThat(ahead.version()).as("a change of now has another time").isNotNull();
			}
		}
	}

	@Test
	void aFileReplacedWhileItIsOpenedIsTheNewOneAsAWhole() throws IOException {
		Path file = this.root.resolve("top.txt");
		Path other = Files.writeString(this.root.resolve("other.txt"), "another length");
		List<FileChannel> opened = new ArrayList<>();
		try (FileSource source = this.store.open(file, view(file), () -> {
			if (opened.isEmpty()) {
				Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
			}
			opened.add(FileChannel.open(file));
			return opened.get(opened.size() - 1);
		}, look(file))) {
			assertThat(source).isNotNull();
			assertThat(source.size()).isEqualTo("another length".length());
			assertThat(content(source)).isEqualTo("another length");
			assertThat(source.isUnchanged()).isTrue();
		}
		assertThat(opened).hasSize(2).noneMatch(FileChannel::isOpen);
	}

	@Test
	void aFileThatIsNeverAtRestIsNotServed() {
		Path file = this.root.resolve("top.txt");
		List<FileChannel> opened = new ArrayList<>();
		assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> this.store.open(file, view(file), () -> {
			Files.writeString(file, "x", StandardOpenOption.APPEND);
			opened.add(FileChannel.open(file));
			return opened.get(opened.size() - 1);
		}, look(file))).withMessageContaining("again and again");
		assertThat(opened).isNotEmpty().noneMatch(FileChannel::isOpen);
	}

	@Test
	void aFileDeletedWhileItIsOpenedIsNotServed() throws IOException {
		Path file = this.root.resolve("top.txt");
		FileChannel channel = FileChannel.open(file);
		assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> this.store.open(file, view(file), () -> {
			Files.delete(file);
			return channel;
		}, look(file)));
		assertThat(channel.isOpen()).isFalse();
	}

	private static FileSource.Look look(Path file) {
		return () -> FileVersion.of(view(file).readAttributes());
	}

	private static BasicFileAttributeView view(Path file) {
		return Files.getFileAttributeView(file, BasicFileAttributeView.class);
	}

	private void link(String name, String target) throws IOException {
		Files.createSymbolicLink(this.root.resolve(name), Path.of(target));
	}

	private static FileSource open(DirectoryContentStore store, String name) throws IOException {
		ResourceName parsed = ResourceName.of(name.getBytes(StandardCharsets.UTF_8));
		FileSource source = (parsed != null) ? store.open(parsed) : null;
		assertThat(source).isNotNull();
		return source;
	}

	private static String read(DirectoryContentStore store, String name) throws IOException {
		ResourceName parsed = ResourceName.of(name.getBytes(StandardCharsets.UTF_8));
		FileSource source = (parsed != null) ? store.open(parsed) : null;
		if (source == null) {
			return null;
		}
		try (source) {
			return content(source);
		}
	}

	private static String content(FileSource source) throws IOException {
		byte[] buffer = new byte[100];
		return new String(buffer, 0, source.read(0, buffer, 0, buffer.length), StandardCharsets.UTF_8);
	}

}
