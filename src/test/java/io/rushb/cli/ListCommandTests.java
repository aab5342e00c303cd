package io.rushb.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

import io.rushb.testing.MemoryStore;
import io.rushb.testing.TestServer;
import io.rushb.wire.ListText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code rushb ls}, in this process.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ListCommandTests {

	private static final String TIME = "2026-01-01T10:00:00Z";

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	private TestServer server;

	@BeforeEach
	void start() throws IOException {
		MemoryStore store = new MemoryStore();
		store.putList("dir", new ListText(
				List.of(new ListText.ListEntry(1234, TIME, "a\u202eb"), new ListText.ListEntry(-1, TIME, "sub")))
			.bytes());
		this.server = TestServer.withParts(store);
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void listsNames() {
		assertThat(ls("dir/")).isZero();
		assertThat(this.out.toString().lines()).containsExactly("a\\u202eb", "sub/");
		assertThat(this.err.toString()).isEmpty();
	}

	@Test
	void listsSizesAndTimes() {
		assertThat(ls("-l", "dir")).isZero();
		assertThat(this.out.toString().lines()).containsExactly("           1234  " + TIME + "  a\\u202eb",
				"              -  " + TIME + "  sub/");
	}

	@Test
	void listsForPrograms() {
		assertThat(ls("--json", "dir")).isZero();
		assertThat(this.out.toString().lines()).containsExactly(
				"{\"name\":\"a\\u202eb\",\"type\":\"file\",\"bytes\":1234,\"modified\":\"" + TIME + "\"}",
				"{\"name\":\"sub\",\"type\":\"directory\",\"modified\":\"" + TIME + "\"}");
	}

	@Test
	void namesTheSettingWithoutWhichNothingIsListed() {
		assertThat(ls("none/")).isEqualTo(1);
		assertThat(this.err.toString()).startsWith("rushb: the server lists no directory rushb://")
			.contains("rushb.files.listing");
		assertThat(this.out.toString()).isEmpty();
	}

	@Test
	void saysWhatIsNoUri() {
		assertThat(run("ls", "http://localhost/")).isEqualTo(2);
		assertThat(this.err.toString()).contains("does not begin with rushb://");
	}

	private int ls(String... args) {
		String[] all = new String[args.length + 1];
		all[0] = "ls";
		System.arraycopy(args, 0, all, 1, args.length);
		all[args.length] = "rushb://127.0.0.1:" + this.server.port() + "/" + args[args.length - 1];
		return run(all);
	}

	private int run(String... args) {
		CommandLine line = RushbCommand.commandLine();
		line.setOut(new PrintWriter(this.out, true));
		line.setErr(new PrintWriter(this.err, true));
		return RushbCommand.run(line, args);
	}

}
