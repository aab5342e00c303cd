package io.rushb.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.rushb.testing.MemoryStore;
import io.rushb.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What the bytes may be written to, as the shell has it: descriptors, pipes, mounts.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TargetProcessTests {

	private static final String CONTENT = "some bytes".repeat(1000);

	@TempDir
	private Path directory;

	private TestServer server;

	@BeforeEach
	void start() throws IOException {
		this.server = TestServer.start(new MemoryStore().with("a", CONTENT.getBytes(StandardCharsets.US_ASCII)));
		Files.writeString(this.directory.resolve("f"), "old");
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void standardOutputByItsNameMayBeAPipe() throws Exception {
		assertThat(run("get -o /dev/stdout $URI | cat >p; test ${PIPESTATUS[0]} = 0")).as(errors()).isZero();
		assertThat(this.directory.resolve("p")).hasContent(CONTENT);
	}

	@Test
	void standardOutputByItsNameIsAppendedToWhereTheShellAppends() throws Exception {
		assertThat(run("get -o /dev/stdout $URI >>f")).as(errors()).isZero();
		assertThat(this.directory.resolve("f")).hasContent("old" + CONTENT);
	}

	@Test
	void twoWriteToStandardOutputOneAfterTheOther() throws Exception {
		assertThat(run("get -o /dev/stdout $URI >g && echo between >>g && { $CLIENT get -o /dev/fd/1 $URI; "
				+ "$CLIENT get -o /proc/self/fd/1 $URI; } >h"))
			.as(errors())
			.isZero();
		assertThat(this.directory.resolve("g")).hasContent(CONTENT + "between\n");
		assertThat(this.directory.resolve("h")).hasContent(CONTENT + CONTENT);
	}

	@Test
	void aProcessThatTheShellPutsInPlaceOfAFileGetsTheBytes() throws Exception {
		assertThat(run("get -o >(cat >p; touch done) $URI; code=$?; until test -e done; do :; done; exit $code"))
			.as(errors())
			.isZero();
		assertThat(this.directory.resolve("p")).hasContent(CONTENT);
	}

	@Test
	void anotherDescriptorIsAppendedToWhereTheShellAppends() throws Exception {
		assertThat(run("get -o /dev/fd/9 $URI 9>>f")).as(errors()).isZero();
		assertThat(this.directory.resolve("f")).hasContent("old" + CONTENT);
	}

	@Test
	void whereItCannotWriteFromWhereADescriptorStandsItSaysSoAndWritesNothing() throws Exception {
		assertThat(run("get -o /dev/fd/9 $URI 9<>f")).isEqualTo(5);
		assertThat(errors()).contains("open it for appending");
		assertThat(this.directory.resolve("f")).hasContent("old");
	}

	@Test
	void jsonGoesToStandardErrorWhereTheBytesGoToStandardOutputUnderAnotherName() throws Exception {
		assertThat(run("get --json -o /dev/stdout $URI >g")).as(errors()).isZero();
		assertThat(this.directory.resolve("g")).hasContent(CONTENT);
		assertThat(errors()).startsWith("{\"uri\"");
	}

	@Test
	void aFileThatIsAMountPointIsWrittenInPlace() throws Exception {
		Files.createFile(this.directory.resolve("m o"));
		Process unshare = new ProcessBuilder("unshare", "--map-root-user", "--mount", "mount", "--bind", "f", "m o")
			.directory(this.directory.toFile())
			.redirectErrorStream(true)
			.start();
		assumeThat(unshare.waitFor(60, TimeUnit.SECONDS) && unshare.exitValue() == 0).isTrue();
		assertThat(run("--version >/dev/null; unshare --map-root-user --mount bash -c 'mount --bind f \"m o\" && "
				+ "exec $CLIENT get -o \"m o\" $URI'"))
			.as(errors())
			.isZero();
		assertThat(this.directory.resolve("f")).hasContent(CONTENT);
		try (Stream<Path> files = Files.list(this.directory)) {
			assertThat(files).extracting((file) -> file.getFileName().toString()).doesNotContain(".m o.rushb-part");
		}
	}

	@Test
	void aKilledRunsPartIsToldOfAndReclaimed() throws Exception {
		Files.writeString(this.directory.resolve(".a.rushb-part"), "left");
		Files.writeString(this.directory.resolve(".b.rushb-part"), "left");
		assertThat(run("get $URI")).isZero();
		assertThat(errors()).containsPattern("removed .*/\\.a\\.rushb-part \\(4 B\\)")
			.containsPattern("/\\.b\\.rushb-part was left by an earlier run");
		assertThat(this.directory.resolve("a")).hasContent(CONTENT);
		assertThat(this.directory.resolve(".a.rushb-part")).doesNotExist();
		assertThat(this.directory.resolve(".b.rushb-part")).exists();
	}

	@Test
	void aDirectoryIsMadeIfItsNameEndsWithASlash() throws Exception {
		assertThat(run("get -o new/er/ $URI")).as(errors()).isZero();
		assertThat(this.directory.resolve("new/er/a")).hasContent(CONTENT);
		assertThat(run("get -o other/ ${URI}none")).isEqualTo(1);
		assertThat(this.directory.resolve("other")).doesNotExist();
	}

	/** Runs a line of the shell that begins with a command of ours. */
	private int run(String line) throws Exception {
		String client = String.join(" ", ClientProcess.command());
		ProcessBuilder builder = new ProcessBuilder(List.of("bash", "-c", "$CLIENT " + line))
			.directory(this.directory.toFile())
			.redirectOutput(this.directory.resolve("output").toFile())
			.redirectError(this.directory.resolve("errors").toFile());
		builder.environment().put("CLIENT", client);
		builder.environment().put("URI", this.server.uri("a").toString());
		return builder.start().waitFor();
	}

	private String errors() throws IOException {
		Path errors = this.directory.resolve("errors");
		return Files.exists(errors) ? Files.readString(errors) : "";
	}

}
