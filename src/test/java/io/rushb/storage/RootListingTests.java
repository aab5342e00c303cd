package io.rushb.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

import io.rushb.endpoint.ResourceName;
import io.rushb.session.Flaw;
import io.rushb.storage.RootListing.ListedFile;
import io.rushb.testing.JavaProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Nothing is listed that a GET could not have, and nothing beyond the root.
 */
@Timeout(120)
class RootListingTests {

	@TempDir
	Path directory;

	Path root;

	@BeforeEach
	void makeRoot() throws IOException {
		this.root = Files.createDirectory(this.directory.resolve("root"));
		Files.writeString(this.directory.resolve("secret.txt"), "secret");
	}

	@Test
	void namesRegularFilesWithTheirSizesInOrder() throws IOException {
		Files.writeString(this.root.resolve("b.txt"), "four");
		Files.writeString(this.root.resolve("a b.txt"), "");
		Files.createDirectory(this.root.resolve("directory"));
		Files.writeString(this.root.resolve("directory/inside.txt"), "inside");
		assertThat(list(false, LinkPolicy.WITHIN_ROOT, 10))
			.isEqualTo(new RootListing(List.of(new ListedFile("a b.txt", 0), new ListedFile("b.txt", 4)), 0, true));
	}

	@Test
	void namesHiddenFilesOnlyWhereTheyAreServed() throws IOException {
		Files.writeString(this.root.resolve(".hidden"), "x");
		assertThat(list(false, LinkPolicy.WITHIN_ROOT, 10).files()).isEmpty();
		assertThat(list(true, LinkPolicy.WITHIN_ROOT, 10).files()).containsExactly(new ListedFile(".hidden", 1));
	}

	@Test
	@EnabledOnOs(OS.LINUX) // where the locale decides which names Java makes of bytes
	void namesFilesByTheirUtf8NamesInTheLocaleC() throws Exception {
		List<String> command = JavaProcess.command();
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), ListedName.class.getName(),
				this.root.toString()));
		Path output = this.directory.resolve("output");
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
		builder.environment().put("LC_ALL", "C");
		assertThat(builder.start().waitFor()).isZero();
		assertThat(output).hasContent("[gr\\u00fc\\u00dfe.txt]");
	}

	@Test
	void followsLinksAsTheStoreDoes() throws IOException {
		Files.writeString(this.root.resolve("file.txt"), "four");
		Files.createSymbolicLink(this.root.resolve("inside"), Path.of("file.txt"));
		Files.createSymbolicLink(this.root.resolve("outside"), Path.of("../secret.txt"));
		Files.createSymbolicLink(this.root.resolve("nowhere"), Path.of("missing"));
		Files.createSymbolicLink(this.root.resolve("loop"), Path.of("loop"));
		Files.createSymbolicLink(this.root.resolve("up"), Path.of(".."));
		assertThat(list(false, LinkPolicy.WITHIN_ROOT, 10).files()).containsExactly(new ListedFile("file.txt", 4),
				new ListedFile("inside", 4));
		assertThat(list(false, LinkPolicy.NEVER, 10).files()).containsExactly(new ListedFile("file.txt", 4));
	}

	@Test
	void leavesOutNamesThatNoRequestCanCarry() throws IOException {
		Files.writeString(this.root.resolve("back\\slash"), "x");
		Files.writeString(this.root.resolve("new\nline"), "x");
		Files.writeString(this.root.resolve("<b>bold<b>"), "x");
		assertThat(list(false, LinkPolicy.WITHIN_ROOT, 10).files()).containsExactly(new ListedFile("<b>bold<b>", 1));
	}

	@Test
	void leavesOutWhatIsKnownNotToBeCarried() throws IOException {
		Files.write(this.root.resolve("ends-in-zero"), new byte[] { 1, 0 });
		Files.write(this.root.resolve("zero-inside"), new byte[] { 1, 0, 1 });
		byte[] gap = new byte[2000];
		gap[1999] = 1;
		Path late = Files.write(this.root.resolve("zeros-inside"), gap);
		DirectoryContentStore store = new DirectoryContentStore(this.root, false, LinkPolicy.WITHIN_ROOT);
		assertThat(store.list(10).files()).containsExactly(new ListedFile("zero-inside", 3),
				new ListedFile("zeros-inside", 2000));
		// A transfer finds out, and it is remembered.
		Files.setLastModifiedTime(late, FileTime.fromMillis(0));
		try (FileSource source = store.open(new ResourceName(List.of("zeros-inside")))) {
			assertThat(source).isNotNull();
			source.remember(Flaw.ZEROS);
		}
		assertThat(store.list(10).files()).containsExactly(new ListedFile("zero-inside", 3));
	}

	@Test
	void countsWhatIsLeftOutForWantOfRoom() throws IOException {
		for (int i = 0; i < 7; i++) {
			Files.writeString(this.root.resolve("file-" + i), "x");
		}
		RootListing listing = list(false, LinkPolicy.WITHIN_ROOT, 2);
		assertThat(listing.files()).containsExactly(new ListedFile("file-0", 1), new ListedFile("file-1", 1));
		assertThat(listing.more()).isEqualTo(5);
		assertThat(listing.complete()).isTrue();
		assertThat(list(false, LinkPolicy.WITHIN_ROOT, 0).more()).isEqualTo(7);
	}

	@Test
	void looksAtSoManyEntriesAndNoMore() throws IOException {
		Path one = Files.createFile(this.directory.resolve("one"));
		for (int i = 0; i <= RootListing.MOST_ENTRIES; i++) {
			// Quicker than a new file.
			Files.createLink(this.root.resolve("file-" + i), one);
		}
		RootListing listing = list(false, LinkPolicy.WITHIN_ROOT, 10);
		assertThat(listing.files()).hasSize(10);
		assertThat(listing.more()).isEqualTo(RootListing.MOST_ENTRIES - 10);
		assertThat(listing.complete()).isFalse();
		Files.delete(this.root.resolve("file-0"));
		assertThat(list(false, LinkPolicy.WITHIN_ROOT, 10).complete()).isTrue();
	}

	@Test
	void failsWhileTheRootIsNotThere() throws IOException {
		Files.delete(this.root);
		assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> list(false, LinkPolicy.WITHIN_ROOT, 10));
	}

	private RootListing list(boolean hidden, LinkPolicy links, int most) throws IOException {
		return new DirectoryContentStore(this.root, hidden, links).list(most);
	}

	/** Makes a file and tells how it is listed, in a JVM of its own. */
	static final class ListedName {

		private ListedName() {
		}

		public static void main(String[] args) throws IOException {
			Files.writeString(FileNames.path(args[0] + "/gr\u00fc\u00dfe.txt"), "x");
			RootListing listing = new DirectoryContentStore(Path.of(args[0]), false, LinkPolicy.NEVER).list(10);
			System.out.println(listing.files()
				.stream()
				.map((file) -> file.name().replace("\u00fc", "\\u00fc").replace("\u00df", "\\u00df"))
				.toList());
		}

	}

}
