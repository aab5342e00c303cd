package io.rushb.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.rushb.session.ProtocolSettings;
import io.rushb.testing.MemoryStore;
import io.rushb.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What an ordinary user may replace, and how. Root may do anything, so that where the
 * tests run as root the client runs as another user. Files of others can only be made by
 * root.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OrdinaryUserTests {

	private static final byte[] CONTENT = "some bytes".repeat(1000).getBytes(StandardCharsets.US_ASCII);

	/** The user who may do least on most systems, {@code nobody}. */
	private static final int NOBODY = 65534;

	@TempDir
	private Path directory;

	private Path work;

	private Path file;

	private boolean root;

	@BeforeEach
	void prepare() throws IOException {
		this.root = Files.getAttribute(this.directory, "unix:uid").equals(0);
		mode(this.directory, "rwxr-xr-x");
		this.work = Files.createDirectory(this.directory.resolve("work"));
		this.file = Files.writeString(this.work.resolve("a"), "old");
		mode(this.work, "rwxrwxrwx");
	}

	@Test
	void aFileThatMayNotBeWrittenIsNotReplaced() throws Exception {
		own(this.file);
		mode(this.file, "r--r--r--");
		refuses("you may not write it");
	}

	@Test
	void aFileThatMayNotBeWrittenIsNotReplacedThroughALinkEither() throws Exception {
		own(this.file);
		mode(this.file, "r--r--r--");
		Path link = Files.createSymbolicLink(this.work.resolve("link"), Path.of("a"));
		assertThat(get(link, "127.0.0.1:9/a")).isEqualTo(5);
		assertThat(this.file).hasContent("old");
	}

	@Test
	void aWritableFileInADirectoryThatIsNotIsWrittenInPlace() throws Exception {
		own(this.file);
		mode(this.file, "rw-rw-rw-");
		mode(this.work, "r-xr-xr-x");
		replaces();
		mode(this.work, "rwxrwxrwx");
	}

	@Test
	void aNewFileInADirectoryThatMayNotBeWrittenFailsBeforeAnythingIsFetched() throws Exception {
		mode(this.work, "r-xr-xr-x");
		assertThat(get(this.work.resolve("b"), "127.0.0.1:9/a")).as(errors()).isEqualTo(5);
		assertThat(errors()).contains("you may not make files in this directory");
		mode(this.work, "rwxrwxrwx");
	}

	@Test
	void theFileOfAnotherKeepsItsOwnerGroupAndMode() throws Exception {
		assumeThat(this.root).isTrue();
		mode(this.file, "rw-rw-rw-");
		replaces();
		assertThat(Files.getAttribute(this.file, "unix:uid")).isEqualTo(0);
		assertThat(Files.getAttribute(this.file, "unix:gid")).isEqualTo(0);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.file))).isEqualTo("rw-rw-rw-");
	}

	@Test
	void theFileOfAnotherThatMayNotBeWrittenIsNotReplaced() throws Exception {
		assumeThat(this.root).isTrue();
		mode(this.file, "rw-r-----");
		refuses("you may not write it");
	}

	@Test
	void theFileOfAnotherInAStickyDirectoryIsWrittenInPlace() throws Exception {
		assumeThat(this.root).isTrue();
		mode(this.file, "rw-rw-rw-");
		Files.setAttribute(this.work, "unix:mode", 01777);
		replaces();
	}

	@Test
	void rootKeepsOwnerGroupAndModeOfTheFileOfAnother() throws Exception {
		assumeThat(this.root).isTrue();
		Files.setAttribute(this.file, "unix:uid", NOBODY);
		Files.setAttribute(this.file, "unix:gid", NOBODY);
		mode(this.file, "rw-r-----");
		try (TestServer server = server()) {
			assertThat(RushbCommand.commandLine()
				.execute("get", "-q", "-o", this.file.toString(), server.uri("a").toString())).isZero();
		}
		assertThat(this.file).hasBinaryContent(CONTENT);
		assertThat(Files.getAttribute(this.file, "unix:uid")).isEqualTo(NOBODY);
		assertThat(Files.getAttribute(this.file, "unix:gid")).isEqualTo(NOBODY);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.file))).isEqualTo("rw-r-----");
	}

	/** Every byte arrives, in the file that was there, and nothing else is left. */
	private void replaces() throws Exception {
		Object inode = Files.getAttribute(this.file, "unix:ino");
		try (TestServer server = server()) {
			assertThat(get(this.file, server.uri("a").toString().substring("rushb://".length()))).as(errors()).isZero();
		}
		assertThat(this.file).hasBinaryContent(CONTENT);
		assertThat(Files.getAttribute(this.file, "unix:ino")).isEqualTo(inode);
		try (Stream<Path> files = Files.list(this.work)) {
			assertThat(files).containsExactly(this.file);
		}
	}

	/**
	 * Nothing is asked for: the code would be another one, since nothing listens there.
	 */
	private void refuses(String reason) throws Exception {
		assertThat(get(this.file, "127.0.0.1:9/a")).as(errors()).isEqualTo(5);
		assertThat(errors()).contains(reason);
		assertThat(this.file).hasContent("old");
	}

	private int get(Path target, String uri) throws Exception {
		List<String> line = new ArrayList<>();
		if (this.root) {
			line.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
		}
		line.addAll(ClientProcess.commandWithCopies(this.directory.resolve("copies"), "get", "-q", "-o",
				target.toString(), "rushb://" + uri));
		return new ProcessBuilder(line).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(this.directory.resolve("errors").toFile())
			.start()
			.waitFor();
	}

	private String errors() throws IOException {
		Path errors = this.directory.resolve("errors");
		return Files.exists(errors) ? Files.readString(errors) : "";
	}

	private void own(Path path) throws IOException {
		if (this.root) {
			Files.setAttribute(path, "unix:uid", NOBODY);
			Files.setAttribute(path, "unix:gid", NOBODY);
		}
	}

	private static void mode(Path path, String permissions) throws IOException {
		Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
	}

	private static TestServer server() throws IOException {
		return TestServer.start(new MemoryStore().with("a", CONTENT), InetAddress.getByName("127.0.0.1"),
				ProtocolSettings.DEFAULTS, Long.MAX_VALUE);
	}

}
