package io.rushb.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * {@link TreeTarget}: nothing is written outside of it, whatever a server lists.
 */
@DisabledOnOs(OS.WINDOWS)
class TreeTargetTests {

	@TempDir
	private Path directory;

	private Path root;

	private TreeTarget target;

	@BeforeEach
	void open() throws IOException {
		this.target = TreeTarget.open(this.directory.resolve("new").resolve("tree"));
		this.root = this.directory.toRealPath().resolve("new").resolve("tree");
		assertThat(this.root).isDirectory();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "..", "/", "/etc", "a/b", "../a", "a\0", "\0", "a\nb", "\u001b[2J" })
	void namesThatLeadElsewhereAreRefused(String name) {
		assertThatExceptionOfType(FetchException.Damaged.class).isThrownBy(() -> this.target.file(this.root, name))
			.withMessageContaining("no name of a file");
		assertThatExceptionOfType(FetchException.Damaged.class)
			.isThrownBy(() -> this.target.directory(this.root, name));
	}

	@ParameterizedTest
	@ValueSource(strings = { ".a.rushb-part", ".a.rushb-done", ".a~12ab34cd.rushb-part" })
	void namesOfFilesUnderWayAreRefused(String name) {
		assertThatExceptionOfType(FetchException.Damaged.class).isThrownBy(() -> this.target.file(this.root, name));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\\b", "..\\a", "c:", "c:a", "nul", "Con", "COM1.txt", "a.", "a ", "a?", "<a>" })
	void namesThatMeanSomethingElseOnWindowsAreRefusedThere(String name) throws IOException {
		TreeTarget windows = folding(true);
		assertThatExceptionOfType(FetchException.Damaged.class).isThrownBy(() -> windows.file(this.root, name));
		assertThat(this.target.file(this.root, name)).isEqualTo(this.root.resolve(name));
	}

	@Test
	void namesTooLongAreRefused() throws IOException {
		assertThat(this.target.file(this.root, "a".repeat(255))).hasParentRaw(this.root);
		assertThatExceptionOfType(FetchException.Damaged.class)
			.isThrownBy(() -> this.target.file(this.root, "\u00e4".repeat(128)))
			.withMessageContaining("more than 255 bytes");
	}

	@Test
	void aNameIsTakenOnce() throws IOException {
		this.target.file(this.root, "a");
		assertThatIOException().isThrownBy(() -> this.target.directory(this.root, "a"))
			.withMessageContaining("listed before");
		TreeTarget windows = folding(true);
		windows.file(this.root, "b");
		assertThatIOException().isThrownBy(() -> windows.file(this.root, "B")).withMessageContaining("the same as");
	}

	@ParameterizedTest
	@CsvSource({ "Makefile, makefile", "\u00e9, e\u0301", "STRASSE, stra\u00dfe", "\u212a, k" })
	void namesThatAreOneHereAreTakenOnce(String name, String other) throws IOException {
		TreeTarget folding = folding(false);
		folding.file(this.root, name);
		assertThatIOException().isThrownBy(() -> folding.file(this.root, other))
			.withMessageContaining("the same as '" + name + "'");
		assertThatIOException().isThrownBy(() -> folding.directory(this.root, other));
		assertThat(folding.file(this.root.resolve("elsewhere"), other)).hasFileName(other);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void namesThatOnlyLookAlikeAreTwoWhereTheFileSystemTellsThemApart() throws IOException {
		this.target.file(this.root, "a");
		assertThat(this.target.file(this.root, "A")).hasFileName("A");
		assertThat(this.root).isEmptyDirectory();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void namesThatLookAlikeHaveALimit() throws IOException {
		for (int i = 0; i < 16; i++) {
			this.target.file(this.root, spelling(i));
		}
		assertThatIOException().isThrownBy(() -> this.target.file(this.root, spelling(16)))
			.withMessageContaining("too many others");
	}

	/** The name in one of its 32 spellings. */
	private static String spelling(int bits) {
		StringBuilder name = new StringBuilder("abcde");
		for (int i = 0; i < name.length(); i++) {
			name.setCharAt(i, (char) (name.charAt(i) - (((bits >> i) & 1) << 5)));
		}
		return name.toString();
	}

	/** On a file system to which all that looks alike is one. */
	private TreeTarget folding(boolean windows) {
		return new TreeTarget(this.root, windows, (directory, name, other) -> true);
	}

	@Test
	void whatALinkLeadsToIsNotWrittenTwice() throws IOException {
		Path file = Files.createFile(this.root.resolve("b"));
		Files.createSymbolicLink(this.root.resolve("a"), file);
		assertThat(this.target.file(this.root, "a")).isEqualTo(file);
		assertThatIOException().isThrownBy(() -> this.target.file(this.root, "b"))
			.withMessageContaining("a link here leads to");
	}

	@Test
	void directoriesAreMadeOrFound() throws IOException {
		Path made = this.target.directory(this.root, "a");
		assertThat(made).isDirectory().isEqualTo(this.root.resolve("a"));
		assertThat(TreeTarget.open(this.root).directory(this.root, "a")).isEqualTo(made);
		Files.createFile(this.root.resolve("file"));
		assertThatIOException().isThrownBy(() -> this.target.directory(this.root, "file"));
	}

	@Test
	void linksThatLeadOutAreNotFollowed() throws IOException {
		Path outside = Files.createDirectory(this.directory.resolve("outside"));
		Files.createFile(outside.resolve("file"));
		Files.createSymbolicLink(this.root.resolve("directory"), outside);
		Files.createSymbolicLink(this.root.resolve("file"), outside.resolve("file"));
		Files.createSymbolicLink(this.root.resolve("nothing"), outside.resolve("new"));
		assertThatIOException().isThrownBy(() -> this.target.directory(this.root, "directory"))
			.withMessageContaining("leads out of");
		assertThatIOException().isThrownBy(() -> this.target.file(this.root, "file"))
			.withMessageContaining("leads out of");
		assertThatIOException().isThrownBy(() -> this.target.file(this.root, "nothing"))
			.withMessageContaining("a link to what is not there");
	}

	@Test
	void linksThatStayInsideAreFollowed() throws IOException {
		Path inside = Files.createDirectory(this.root.resolve("inside"));
		Files.createFile(inside.resolve("file"));
		Files.createSymbolicLink(this.root.resolve("directory"), inside);
		Files.createSymbolicLink(this.root.resolve("file"), inside.resolve("file"));
		assertThat(this.target.directory(this.root, "directory")).isEqualTo(inside);
		assertThat(this.target.file(this.root, "file")).isEqualTo(inside.resolve("file"));
	}

	@Test
	void whatIsNoRegularFileIsNotWrittenTo() throws IOException {
		Files.createDirectory(this.root.resolve("directory"));
		assertThatIOException().isThrownBy(() -> this.target.file(this.root, "directory"))
			.withMessageContaining("no regular file");
	}

}
