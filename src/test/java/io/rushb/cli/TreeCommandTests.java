package io.rushb.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.rushb.testing.MemoryStore;
import io.rushb.testing.TestServer;
import io.rushb.wire.ListText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code rushb get -r}, in this process.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TreeCommandTests {

	private static final String TIME = "2026-01-01T10:00:00Z";

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	private final MemoryStore store = new MemoryStore().withDigest("dir/a", new byte[3000])
		.withDigest("dir/sub/b", new byte[4000]);

	private TestServer server;

	@TempDir
	private Path directory;

	private Path target;

	@BeforeEach
	void start() throws IOException {
		this.target = this.directory.resolve("new").resolve("tree");
		list("dir", new ListText.ListEntry(3000, TIME, "a"), new ListText.ListEntry(-1, TIME, "sub"));
		list("dir/sub", new ListText.ListEntry(4000, TIME, "b"));
		this.server = TestServer.withParts(this.store);
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void getFetchesATreeAndSaysHowMuch() throws IOException {
		assertThat(get("-o", this.target.toString())).isZero();
		assertThat(this.target.resolve("a")).hasBinaryContent(new byte[3000]);
		assertThat(this.target.resolve("sub").resolve("b")).hasBinaryContent(new byte[4000]);
		assertThat(this.err.toString()).contains("/dir/: 2 files, 7,000 bytes in ")
			.contains("/s), sha-256")
			.contains("-> " + this.target);
		assertThat(get("-c", "-o", this.target.toString())).isZero();
		assertThat(this.err.toString()).contains("0 files, 0 bytes").contains("2 skipped");
	}

	@Test
	void programsAreToldWhatHasFailed() throws IOException {
		list("dir", new ListText.ListEntry(3000, TIME, "a"), new ListText.ListEntry(1, TIME, "gone"),
				new ListText.ListEntry(-1, TIME, "none"));
		assertThat(get("--json", "-o", this.target.toString())).isEqualTo(1);
		assertThat(this.out.toString().lines()).hasSize(1)
			.first()
			.asString()
			.contains("\"ok\":false,\"directory\":\"" + this.target + "\",\"files\":1,\"sha-256\":1,"
					+ "\"mac\":0,\"plain\":0,\"directories\":1,\"skipped\":0," + "\"bytes\":3000,\"seconds\":")
			.contains("\"failed\":2,\"failures\":[{\"uri\":\"rushb://127.0.0.1:" + this.server.port() + "/dir/")
			.contains("/dir/gone\",\"error\":\"not_available\",\"message\":");
		assertThat(this.err.toString()).isEmpty();
	}

	@Test
	void peopleAreToldWhatHasFailedAndTheSum() throws IOException {
		list("dir/sub", new ListText.ListEntry(1, TIME, ".."));
		assertThat(get("-o", this.target.toString())).isEqualTo(4);
		assertThat(this.err.toString().lines().toList()).hasSize(2)
			.first()
			.asString()
			.isEqualTo("rushb: the server lists '..', which is no name of a file");
		assertThat(this.err.toString()).contains("1 file, 3,000 bytes").contains(", 1 failed -> ");
	}

	@Test
	void theMostBytesAreThoseOfTheWholeTree() throws IOException {
		assertThat(get("--max-size", "7000", "-o", this.target.toString())).isZero();
		Path other = this.directory.resolve("other");
		assertThat(get("--max-size", "6999", "-o", other.toString())).isEqualTo(8);
		assertThat(this.err.toString()).contains("more than the 6999 bytes that --max-size allows");
	}

	@Test
	void treesHaveTheirLimitsAndTheirExitCode() throws IOException {
		assertThat(get("--max-depth", "0", "-o", this.target.toString())).isEqualTo(8);
		assertThat(this.err.toString()).contains("1 file, 3,000 bytes").contains("--max-depth");
		assertThat(get("--max-entries", "1", "-o", this.target.toString())).isEqualTo(8);
		assertThat(this.err.toString()).contains("--max-entries");
	}

	@Test
	void aServerThatListsNothingNamesTheSetting() throws IOException {
		assertThat(run(List.of("get", "-r", "-o", this.target.toString(), uri() + "none/"))).isEqualTo(1);
		assertThat(this.err.toString()).contains("rushb.files.listing");
		assertThat(this.target).doesNotExist();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			-r rushb://h/ | has no name of its own: say with -o
			-r -o - rushb://h/a/ | names the directory
			-r -o x rushb://h/a rushb://h/b | names the directory
			-r rushb://h/a rushb://h/a/ | more than one URI
			-r --plain rushb://h/a | -r does not go with --plain
			-r --encrypt rushb://h/a | -r does not go with --encrypt
			-r --local 127.0.0.1:4000 rushb://h/a | -r does not go with a port of --local
			-r --max-depth -1 rushb://h/a | --max-depth must be 0 or more
			-r --max-entries 0 rushb://h/a | --max-entries must be 1 or more
			rushb://h/a/ | a directory is fetched with -r
			""")
	void saysWhatIsWrong(String args, String message) {
		assertThat(run(List.of(("get " + args).split(" ")))).isEqualTo(2);
		assertThat(this.err.toString()).contains(message);
	}

	private String uri() {
		return "rushb://127.0.0.1:" + this.server.port() + "/";
	}

	private int get(String... options) {
		return run(Stream.concat(Stream.of("get", "-r"), Stream.concat(Stream.of(options), Stream.of(uri() + "dir/")))
			.toList());
	}

	private int run(List<String> args) {
		CommandLine line = RushbCommand.commandLine();
		line.setOut(new PrintWriter(this.out, true));
		line.setErr(new PrintWriter(this.err, true));
		return line.execute(args.toArray(String[]::new));
	}

	private void list(String path, ListText.ListEntry... entries) {
		this.store.putList(path, new ListText(List.of(entries)).bytes());
	}

}
