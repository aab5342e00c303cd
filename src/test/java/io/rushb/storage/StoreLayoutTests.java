package io.rushb.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import io.rushb.endpoint.ResourceName;
import io.rushb.session.ContentSource;
import io.rushb.wire.ListText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Layouts of files that people have, and the lists of them: P1, P2, P10. */
@Timeout(120)
class StoreLayoutTests {

	@TempDir
	Path directory;

	private Path root;

	private DirectoryContentStore store;

	@BeforeEach
	void makeRoot() throws IOException {
		this.root = Files.createDirectory(this.directory.resolve("root"));
		this.store = new DirectoryContentStore(this.root, false, LinkPolicy.WITHIN_ROOT, true, null);
	}

	@AfterEach
	void allowDeletion() throws IOException {
		Path passed = this.root.resolve("passed");
		if (Files.exists(passed)) {
			Files.setPosixFilePermissions(passed, PosixFilePermissions.fromString("rwxr-xr-x"));
		}
	}

	private Path file(String name, String text) throws IOException {
		Path path = this.root.resolve(name);
		Files.createDirectories(path.getParent());
		return Files.writeString(path, text);
	}

	private static String read(ContentSource source) throws IOException {
		if (source == null) {
			return null;
		}
		try (source) {
			byte[] bytes = new byte[(int) source.size()];
			source.read(0, bytes, 0, bytes.length);
			return new String(bytes, StandardCharsets.UTF_8);
		}
	}

	private String read(DirectoryContentStore from, String name) throws IOException {
		ResourceName resource = ResourceName.of(name.getBytes(StandardCharsets.UTF_8));
		return (resource != null) ? read(from.open(resource)) : null;
	}

	private String list(String name) throws IOException {
		return read(this.store
			.list(name.isEmpty() ? ResourceName.ROOT : ResourceName.of(name.getBytes(StandardCharsets.UTF_8))));
	}

	/** Opening one would wait until somebody writes to it. */
	@Test
	@DisplayName("S8, P10: a FIFO is never opened, neither as a file nor as a directory")
	void neverOpensAFifo() throws Exception {
		file("top.txt", "top");
		Process process = new ProcessBuilder("mkfifo", this.root.resolve("pipe").toString()).start();
		assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.root.resolve("pipe")).exists();
		assertThat(read(this.store, "pipe")).isNull();
		assertThat(read(this.store, "pipe/below")).isNull();
		assertThat(list("pipe")).isNull();
		assertThat(list("")).contains(" top.txt\n").doesNotContain("pipe");
	}

	@Test
	@DisplayName("what Kubernetes links to the files of a ConfigMap is served; other hidden files are not")
	void servesConfigMaps() throws IOException {
		file("..2026_01_01_10_00_00.123456789/motd.txt", "hello");
		file("..2026/other.txt", "hidden");
		Files.createSymbolicLink(this.root.resolve("..data"), Path.of("..2026_01_01_10_00_00.123456789"));
		Files.createSymbolicLink(this.root.resolve("motd.txt"), Path.of("..data/motd.txt"));
		Files.createSymbolicLink(this.root.resolve("other.txt"), Path.of("..2026/other.txt"));
		assertThat(read(this.store, "motd.txt")).isEqualTo("hello");
		assertThat(read(this.store, "..data/motd.txt")).as("a client names something hidden").isNull();
		assertThat(read(this.store, "..2026_01_01_10_00_00.123456789/motd.txt")).isNull();
		assertThat(read(this.store, "other.txt")).as("a link to something hidden").isNull();
		assertThat(list("")).contains(" motd.txt\n").doesNotContain("..").doesNotContain("other");
	}

	@Test
	@DisplayName("P1: a real directory named .rushb is not served, whatever the settings, and it is told")
	void doesNotServeTheReservedName() throws IOException {
		DirectoryContentStore all = new DirectoryContentStore(this.root, true, LinkPolicy.WITHIN_ROOT);
		int before = all.warnings().size();
		file(".rushb/f", "x");
		Files.createSymbolicLink(this.root.resolve("link"), Path.of(".rushb/f"));
		file("a/.rushb/f", "served: it is not the first name");
		assertThat(read(all, ".rushb/f")).isNull();
		assertThat(read(all, "link")).isNull();
		assertThat(read(all, "a/.rushb/f")).isNotNull();
		assertThat(all.warnings()).hasSize(before + 1).first().asString().contains(".rushb is not served");
	}

	@Test
	@DisplayName("a directory that may be passed but not read is passed, as open of the path would")
	void passesDirectoriesThatCannotBeRead() throws IOException {
		file("passed/f", "x");
		file("passed/inner/g", "y");
		Files.setPosixFilePermissions(this.root, PosixFilePermissions.fromString("rwxr-xr-x"));
		Files.setPosixFilePermissions(this.root.resolve("passed"), PosixFilePermissions.fromString("--x--x--x"));
		assertThat(read(this.store, "passed/f")).isEqualTo("x");
		assertThat(read(this.store, "passed/inner/g")).isEqualTo("y");
		assertThat(read(this.store, "passed")).isNull();
	}

	@Test
	void passesNoUnreadableDirectoryThatOthersCouldReplace() throws IOException {
		file("passed/f", "x");
		Files.setPosixFilePermissions(this.root.resolve("passed"), PosixFilePermissions.fromString("--x--x--x"));
		assumeThat(Files.isReadable(this.root.resolve("passed"))).as("run as root").isFalse();
		Files.setPosixFilePermissions(this.root, PosixFilePermissions.fromString("rwxrwxrwx"));
		assertThat(read(this.store, "passed/f")).isNull();
		assertThat(list("passed")).as("it cannot be read").isNull();
		assertThat(list("")).doesNotContain("passed");
		Files.setPosixFilePermissions(this.root, PosixFilePermissions.fromString("rwxr-xr-x"));
		assertThat(read(this.store, "passed/f")).isEqualTo("x");
	}

	@Test
	@DisplayName("P10: a line for each file that a GET serves and each directory, by name in byte order")
	void listsWhatMayBeHad() throws IOException {
		file("b.txt", "four");
		file("B.txt", "");
		file("ümläut", "x");
		file("\uD83D\uDE00", "x");
		file("\uFF5E", "x");
		file("dir/inner", "x");
		file(".hidden", "x");
		file(".git/config", "x");
		file("zeros", "a\0");
		Files.createSymbolicLink(this.root.resolve("out"), Path.of("/etc"));
		Files.createSymbolicLink(this.root.resolve("in"), Path.of("dir"));
		Files.createSymbolicLink(this.root.resolve("dangling"), Path.of("nothing"));
		Files.setLastModifiedTime(this.root.resolve("b.txt"), FileTime.from(Instant.parse("2026-01-01T10:00:00Z")));
		String text = list("");
		ListText list = ListText.parse(text.getBytes(StandardCharsets.UTF_8));
		assertThat(list).isNotNull();
		assertThat(list.entries()).extracting(ListText.ListEntry::name)
			.containsExactly("B.txt", "b.txt", "dir", "in", "zeros", "ümläut", "\uFF5E", "\uD83D\uDE00");
		assertThat(text).contains("file 4 2026-01-01T10:00:00Z b.txt\n").contains("dir - ").contains("file 0 ");
		assertThat(list("dir")).contains(" inner\n");
		assertThat(list("in")).contains(" inner\n");
		assertThat(list("b.txt")).isNull();
		assertThat(list("out")).isNull();
		assertThat(list(".git")).isNull();
		assertThat(list("missing")).isNull();
	}

	@Test
	void listsNothingUnlessTold() throws IOException {
		file("f", "x");
		assertThat(new DirectoryContentStore(this.root, false, LinkPolicy.WITHIN_ROOT).list(ResourceName.ROOT))
			.isNull();
	}

	@Test
	void listsNoDirectoryWithMoreThanItCanTell() throws IOException {
		Path one = Files.createFile(this.directory.resolve("one"));
		for (int i = 0; i <= DirectoryListing.MOST_ENTRIES; i++) {
			Files.createLink(this.root.resolve("f" + i), one); // quicker than a new file
		}
		assertThat(list("")).isNull();
		Files.delete(this.root.resolve("f0"));
		assertThat(list("")).isNotNull();
	}

	@Test
	@DisplayName("P2: copies of equal times and sizes have the same tag, others do not")
	void tagsAgreeBetweenReplicas() throws IOException {
		FileTime time = FileTime.from(Instant.parse("2020-01-01T10:00:00.123456789Z"));
		Files.setLastModifiedTime(file("a", "same"), time);
		Files.setLastModifiedTime(file("b", "copy"), time);
		Files.setLastModifiedTime(file("c", "longer"), time);
		Files.setLastModifiedTime(file("d", "same"), FileTime.from(Instant.parse("2020-01-01T10:00:00.123456788Z")));
		file("e", "just made");
		assertThat(tag("a")).isEqualTo(tag("b")).matches("[0-9A-Za-z-]{1,40}");
		assertThat(tag("c")).isNotEqualTo(tag("a"));
		assertThat(tag("d")).isNotEqualTo(tag("a"));
		assertThat(tag("e")).isNull();
		Files.setLastModifiedTime(this.root.resolve("e"), FileTime.from(Instant.parse("2999-01-01T00:00:00Z")));
		assertThat(tag("e")).as("a time in the future").isNotNull();
	}

	private String tag(String name) throws IOException {
		try (FileSource source = this.store.open(ResourceName.of(name.getBytes(StandardCharsets.UTF_8)))) {
			return source.tag();
		}
	}

}
