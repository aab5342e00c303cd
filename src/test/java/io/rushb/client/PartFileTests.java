package io.rushb.client;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * {@link PartFile}.
 */
@DisabledOnOs(OS.WINDOWS)
class PartFileTests {

	private static final byte[] BYTES = "bytes".getBytes(StandardCharsets.US_ASCII);

	@TempDir
	private Path directory;

	@Test
	void targetsMayHaveTheLongestNamesThereAre() throws IOException {
		String chinese = "\u6587".repeat(85); // 255 bytes
		String surrogates = "a" + "\ud83d\ude00".repeat(63); // 253 bytes
		fetch(this.directory.resolve(chinese));
		fetch(this.directory.resolve(surrogates));
		assertThat(files()).containsExactlyInAnyOrder(chinese, surrogates);
	}

	@ParameterizedTest
	@ValueSource(strings = { "rw-------", "rw-rw-rw-", "r--r-----", "rwxr-xr-x" })
	void replacingAFileKeepsItsPermissions(String permissions) throws IOException {
		Path target = Files.createFile(this.directory.resolve("a"));
		Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(permissions));
		if (Files.isWritable(target)) { // to root all files are
			fetch(target);
			assertThat(target).hasBinaryContent(BYTES);
		}
		else {
			assertThatIOException().isThrownBy(() -> fetch(target)).withMessageContaining("you may not write it");
			assertThat(target).isEmptyFile();
		}
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target))).isEqualTo(permissions);
	}

	@Test
	void nobodyReadsOfAReplacementWhatTheyMayNotReadOfTheFile() throws IOException {
		Path target = Files.createFile(this.directory.resolve("a"));
		Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
		try (PartFile file = PartFile.open(target, false, false, FetchListener.NONE)) {
			file.write(BYTES);
			try (Stream<Path> entries = Files.list(this.directory)) {
				assertThat(entries).allSatisfy((entry) -> assertThat(Files.getPosixFilePermissions(entry))
					.isEqualTo(PosixFilePermissions.fromString("rw-------")));
			}
		}
	}

	@Test
	void bytesAreOnTheDiskBeforeTheTargetHasThem() throws IOException {
		Path part = this.directory.resolve("part");
		Path target = this.directory.resolve("target");
		ForcedChannel channel = new ForcedChannel(FileChannel.open(part, ForcedChannel.OPTIONS), target);
		try (PartFile file = new PartFile(target, part, channel, null, MadeDirectories.NONE, null)) {
			file.write(BYTES);
			file.finish();
		}
		assertThat(channel.forcedBeforeTarget).isTrue();
		assertThat(target).hasBinaryContent(BYTES);
	}

	@Test
	void partsOfLongNamesAreToldApart() {
		Path one = this.directory.resolve("\u6587".repeat(84) + "a");
		Path other = this.directory.resolve("\u6587".repeat(84) + "b");
		assertThat(PartName.of(one)).isNotEqualTo(PartName.of(other)).isEqualTo(PartName.of(one));
		assertThat(PartName.of(this.directory.resolve("a"))).hasFileName(".a.rushb-part");
	}

	@Test
	void replacingAFileKeepsItsExtendedAttributes() throws IOException {
		Path target = Files.writeString(this.directory.resolve("a"), "old and longer");
		UserDefinedFileAttributeView view = Files.getFileAttributeView(target, UserDefinedFileAttributeView.class);
		assumeThat(Files.getFileStore(target).supportsFileAttributeView("user")).isTrue();
		view.write("origin", StandardCharsets.US_ASCII.encode("here"));
		fetch(target);
		assertThat(target).hasBinaryContent(BYTES);
		assertThat(Files.getAttribute(target, "user:origin")).isEqualTo("here".getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Java reads no ACL: Python does, as the extended attribute that Linux keeps it in.
	 */
	@Test
	@EnabledOnOs(OS.LINUX)
	void replacingAFileKeepsItsAcl() throws Exception {
		Path target = Files.writeString(this.directory.resolve("a"), "old and longer");
		// user::rw- user:65534:r-- group::--- mask::rw- other::---
		String acl = "02000000" + "01000600ffffffff" + "02000400feff0000" + "04000000ffffffff" + "10000600ffffffff"
				+ "20000000ffffffff";
		assumeThat(python("os.setxattr('a', 'system.posix_acl_access', bytes.fromhex('" + acl + "'))")).isEmpty();
		Files.getFileAttributeView(target, UserDefinedFileAttributeView.class)
			.write("origin", StandardCharsets.US_ASCII.encode("here"));
		fetch(target);
		assertThat(target).hasBinaryContent(BYTES);
		assertThat(python("print(os.getxattr('a', 'system.posix_acl_access').hex())")).isEqualTo(acl);
		assertThat(python("print(*sorted(os.listxattr('a')))")).isEqualTo("system.posix_acl_access user.origin");
	}

	/**
	 * A new file would get the directory's default entries, which Java cannot take away.
	 */
	@Test
	@EnabledOnOs(OS.LINUX)
	void replacingAFileGivesItNoAclOfItsDirectory() throws Exception {
		Path target = Files.writeString(this.directory.resolve("a"), "old and longer");
		Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-----"));
		// user::rwx user:65534:r-x group::r-x mask::r-x other::r-x
		String acl = "02000000" + "01000700ffffffff" + "02000500feff0000" + "04000500ffffffff" + "10000500ffffffff"
				+ "20000500ffffffff";
		assumeThat(python("os.setxattr('.', 'system.posix_acl_default', bytes.fromhex('" + acl + "'))")).isEmpty();
		fetch(target);
		assertThat(target).hasBinaryContent(BYTES);
		assertThat(python("print(os.listxattr('a'))")).isEqualTo("[]");
		assertThat(files()).containsExactly("a");
	}

	/** What Python prints, or says where it fails or is not there. */
	private String python(String statement) throws Exception {
		Process python;
		try {
			python = new ProcessBuilder("python3", "-c", "import os; " + statement).directory(this.directory.toFile())
				.redirectErrorStream(true)
				.start();
		}
		catch (IOException ex) {
			return "no python3";
		}
		String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		python.waitFor();
		return output.strip();
	}

	@Test
	void aFileWithTwoNamesIsWrittenInPlace() throws IOException {
		Path target = Files.writeString(this.directory.resolve("a"), "old and longer");
		Path other = Files.createLink(this.directory.resolve("b"), target);
		fetch(target);
		assertThat(other).hasBinaryContent(BYTES);
		assertThat(files()).containsExactlyInAnyOrder("a", "b");
	}

	@Test
	void aFileWithTwoNamesStaysAsItWasUntilEveryByteIsThere() throws IOException {
		Path target = Files.writeString(this.directory.resolve("a"), "old");
		Files.createLink(this.directory.resolve("b"), target);
		try (FileSink file = open(target)) {
			file.write(BYTES);
			assertThat(target).hasContent("old");
		}
		assertThat(target).hasContent("old");
		assertThat(files()).containsExactlyInAnyOrder("a", "b");
	}

	@Test
	void linksAreFollowedAlsoWhereTheyLeadToNothingYet() throws IOException {
		Path real = Files.createDirectory(this.directory.resolve("real"));
		Files.createSymbolicLink(this.directory.resolve("first"), Path.of("second"));
		Files.createSymbolicLink(this.directory.resolve("second"), Path.of("real/file"));
		fetch(this.directory.resolve("first"));
		assertThat(real.resolve("file")).hasBinaryContent(BYTES);
		assertThat(this.directory.resolve("first")).isSymbolicLink().hasBinaryContent(BYTES);
		assertThat(this.directory.resolve("second")).isSymbolicLink();
	}

	@Test
	void linksThatLeadInACircleAreSaid() throws IOException {
		Path link = Files.createSymbolicLink(this.directory.resolve("a"), Path.of("a"));
		assertThatIOException().isThrownBy(() -> open(link));
	}

	@Test
	void aPartThatAKilledProcessLeftIsReclaimed() throws IOException {
		Path target = this.directory.resolve("a");
		Files.writeString(PartName.of(target), "left");
		Files.writeString(PartName.of(this.directory.resolve("b")), "left");
		List<Path> reclaimed = new ArrayList<>();
		FetchListener listener = new FetchListener() {

			@Override
			public void reclaimed(Path part, long bytes) {
				reclaimed.add(part);
				assertThat(bytes).isEqualTo(4);
			}

		};
		try (FileSink file = FileSink.open(target, false, false, listener)) {
			file.write(BYTES);
			file.finish();
		}
		assertThat(target).hasBinaryContent(BYTES);
		assertThat(reclaimed).containsExactly(PartName.of(target));
		assertThat(PartName.left(this.directory)).containsExactly(PartName.of(this.directory.resolve("b")));
		assertThat(files()).containsExactlyInAnyOrder("a", ".b.rushb-part");
	}

	@Test
	void aPartThatIsWrittenToIsNotReclaimed() throws IOException {
		Path target = this.directory.resolve("a");
		try (FileSink one = open(target); FileSink other = open(target)) {
			assertThat(PartName.left(this.directory)).isEmpty();
			other.write(new byte[] { 1 });
			one.write(BYTES);
			one.finish();
			assertThat(target).hasBinaryContent(BYTES);
			other.finish();
			assertThat(target).hasBinaryContent(new byte[] { 1 });
		}
		assertThat(files()).containsExactly("a");
	}

	@Test
	void aDirectoryThatIsMadeGoesAgainIfTheFileDoesNotCome() throws IOException {
		Path target = this.directory.resolve("new").resolve("newer").resolve("a");
		try (FileSink file = FileSink.open(target, true, false, FetchListener.NONE)) {
			file.write(BYTES);
		}
		assertThat(files()).isEmpty();
		try (FileSink file = FileSink.open(target, true, false, FetchListener.NONE)) {
			file.write(BYTES);
			file.finish();
		}
		assertThat(target).hasBinaryContent(BYTES);
	}

	@Test
	void saysWhichDirectoryIsNotThere() {
		Path none = this.directory.resolve("none");
		assertThatIOException().isThrownBy(() -> PartFile.open(none.resolve("a"), false, false, FetchListener.NONE))
			.withMessage("there is no directory " + none);
	}

	private static FileSink open(Path target) throws IOException {
		return FileSink.open(target, false, false, FetchListener.NONE);
	}

	private static void fetch(Path target) throws IOException {
		try (FileSink file = open(target)) {
			file.write(BYTES);
			file.finish();
		}
	}

	private List<String> files() throws IOException {
		try (Stream<Path> entries = Files.list(this.directory)) {
			return entries.map((entry) -> entry.getFileName().toString()).toList();
		}
	}

}
