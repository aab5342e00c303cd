package io.rushb.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the command line says to mistakes, and in its help.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UsageTests {

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	private final CommandLine line = RushbCommand.commandLine("rushb");

	@TempDir
	private Path directory;

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					get --timeout 0s rushb://h/a | '0s' is not more than zero
					bench --timeout 0.0000001us rushb://h/a | is no duration
					bench --timeout 0ms rushb://h/a | '0ms' is not more than zero
					get --timeout 999999999m rushb://h/a | is longer than 365 days
					get -o a\0b rushb://h/a | no file can be called 'a\\u0000b' here
					get --local 4000 rushb://h/a | write ADDRESS[:PORT]
					get --local 127.0.0.1:x rushb://h/a | write ADDRESS[:PORT]
					bench --local 127.0.0.1:4000 --clients 2 rushb://h/a | one port cannot serve 2 clients
					relay --listen 0 --to 34200 | write HOST:PORT
					relay --listen 0 --to localhost | write HOST:PORT
					relay --listen 0 --to ::1 | write HOST:PORT
					relay --listen 0 --to localhost:0 | write HOST:PORT
					relay --listen 0 --to localhost:65536 | write HOST:PORT
					relay --listen localhost --to localhost:9 | write [ADDRESS:]PORT
					check | what is to be checked?
					check rushb://localhost:3200 | --root is missing
					check --root . ./server | --root goes with a URI
					check --root ./no-such-directory rushb://h | which is no directory
					check --only no-such-scenario -- ./server | there is no scenario 'no-such-scenario': see --list
					check --gradescope r.json --points ./no-file -- ./server | cannot read --points ./no-file: there is no such file
					check --points ./points -- ./server | --points goes with --gradescope
					check --junit ./none/a.xml -- ./server | cannot write ./none/a.xml: there is no such file or directory
					check --gradescope . -- ./server | cannot write .: it is a directory
					check --pcap ./none/a.pcap -- ./server | cannot write ./none/a.pcap: there is no such file or directory
					check --level best -- ./server | Invalid value for option '--level'
					check --server-timeout 0 -- ./server | is not more than zero
					get --range 1 rushb://h/a | a range is FIRST-LAST, or FIRST-
					get --range 2-1 rushb://h/a | both included: 2-1
					get --range 0- -c rushb://h/a | --range does not go with --continue
					get --range 0- --plain rushb://h/a | --range does not go with --plain
					get --range 0- --strict rushb://h/a | --range does not go with --strict
					ls --encrypt rushb://h/ | ls does not go with --encrypt
					ls --local 127.0.0.1:4000 rushb://h/ | ls does not go with a port of --local
					get -r --range 0- rushb://h/a/ | -r does not go with --range
					get --channels few rushb://h/a | 'few' is no whole number
					relay --listen 0 --to localhost:9 --seed x | 'x' is no whole number
					bench --clients 1.5 rushb://h/a | '1.5' is no whole number
					ls rushb:// | 'rushb://': no host
					ls rushb://h:99999 | 'rushb://h:99999': port 99999 is not from 1 to 65535
					get rushb://h/\ufffd | write them as %XX
					get rushb://us\u001ber/a | 'us\\u001ber' is no host
					""")
	void saysWhatIsWrongAndWhereToReadMore(String args, String message) {
		assertThat(run(args.split(" "))).isEqualTo(2);
		String[] lines = this.err.toString().split(System.lineSeparator());
		assertThat(lines).hasSize(2);
		assertThat(lines[0]).startsWith("rushb: ").contains(message);
		assertThat(lines[1]).isEqualTo("try 'rushb " + args.split(" ")[0] + " --help'");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			gett | there is no command 'gett': did you mean rushb get?
			gett --help | there is no command 'gett': did you mean rushb get?
			help gett | there is no command 'gett': did you mean rushb get?
			realy --to a:1 | there is no command 'realy': did you mean rushb relay?
			chek | there is no command 'chek': did you mean rushb check?
			gt | there is no command 'gt': did you mean rushb get?
			Get | there is no command 'Get': did you mean rushb get?
			lss | there is no command 'lss': did you mean rushb ls?
			/no/such/place | there is no command '/no/such/place'
			rushb://localhost/a | to fetch a file, write: rushb get rushb://localhost/a
			rushb://localhost/a --help | to fetch a file, write: rushb get rushb://localhost/a
			. | to serve a directory, write: serve .
			serve /srv | this is the client, which does not serve
			""")
	void pointsToTheCommandThatIsMeant(String args, String message) {
		assertThat(run(args.split(" "))).isEqualTo(2);
		assertThat(this.err.toString()).startsWith("rushb: " + message)
			.endsWith("try 'rushb --help'" + System.lineSeparator());
		assertThat(this.out.toString()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "version", "-version", "--version", "-V" })
	void understandsWhoAsksForTheVersion(String word) {
		assertThat(run(word)).isZero();
		assertThat(this.out.toString()).startsWith("rushb ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "help", "--help", "-h", "help get", "get --help" })
	void understandsWhoAsksForHelp(String args) {
		assertThat(run(args.split(" "))).isZero();
		assertThat(this.out.toString()).contains("Usage: rushb ");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			'' | rushb-client-1.0.0.jar get a | rushb-client-1.0.0.jar | java -jar rushb-client-1.0.0.jar
			'' | target/rushb.jar | target/rushb.jar | java -jar target/rushb.jar
			'' | /a b/rushb.jar get | /a b/rushb.jar | java -jar '/a b/rushb.jar'
			'' | io.rushb.RushbApplication get a | target/rushb.jar | rushb
			'' | io.rushb.RushbApplication get | a.jar:b.jar | rushb
			rushb | /app/rushb.jar get | /app/rushb.jar | rushb
			""")
	void knowsHowItWasCalled(String said, String command, String classPath, String name) {
		assertThat(Program.name(said, command, classPath)).isEqualTo(name);
	}

	@Test
	void helpShowsTheCommandAsItCanBeTypedAgain() {
		CommandLine jar = RushbCommand.commandLine("java -jar rushb-client.jar");
		jar.setOut(new PrintWriter(this.out, true));
		jar.setErr(new PrintWriter(this.err, true));
		for (String command : List.of("get", "relay", "bench")) {
			assertThat(RushbCommand.run(jar, command, "--help")).isZero();
		}
		assertThat(this.out.toString()).contains("Usage: java -jar rushb-client.jar get")
			.contains("  java -jar rushb-client.jar get rushb://localhost:3200/file.txt")
			.contains("  java -jar rushb-client.jar relay --listen 3201")
			.contains("  java -jar rushb-client.jar bench rushb://")
			.doesNotContain("  rushb ");
		assertThat(RushbCommand.run(jar, "get")).isEqualTo(2);
		assertThat(this.err.toString()).contains("try 'java -jar rushb-client.jar get --help'");
		assertThat(RushbCommand.run(jar, "generate-completion")).isZero();
		assertThat(this.out.toString()).contains("complete -F _complete_rushb");
	}

	@Test
	void suggestsWhatMayHaveBeenMeant() {
		assertThat(run("get", "--jsn", "rushb://h/a")).isEqualTo(2);
		assertThat(this.err.toString()).contains("Possible solutions:").contains("--json");
		assertThat(run("get", "--jsn")).isEqualTo(2);
		assertThat(this.err.toString()).doesNotContain("Missing").contains("Unknown option: '--jsn'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "get", "relay", "bench" })
	void helpTellsTimesAndExitCodesAndQuotesBrackets(String command) {
		assertThat(run(command, "--help")).isZero();
		String help = this.out.toString();
		assertThat(help.replaceAll("\\s+", " ")).contains("a bare number is seconds")
			.contains("Exit codes")
			.contains("130 interrupted by Ctrl-C 143 ended by SIGTERM");
		assertThat(help.lines().filter((text) -> text.startsWith("  rushb "))).isNotEmpty()
			.allSatisfy((text) -> assertThat(text).hasSizeLessThanOrEqualTo(80).doesNotContain(" rushb://["));
		assertThat(help).contains("'");
	}

	@Test
	void relaysHelpTellsEveryDefault() {
		assertThat(run("relay", "--help")).isZero();
		assertThat(this.out.toString().lines().filter((text) -> text.contains("Default:"))).hasSize(11);
	}

	@Test
	void aDirectoryThatDoesNotExistIsALocalFile() {
		String target = this.directory.resolve("new").resolve("a").toString();
		assertThat(run("get", "-o", target, "rushb://127.0.0.1:9/a")).isEqualTo(5);
		assertThat(this.err.toString()).contains("there is no directory " + this.directory.resolve("new"));
	}

	@Test
	void whatIsInTheWayOfADirectoryIsToldInWords() throws IOException {
		Path file = Files.writeString(this.directory.resolve("file"), "text");
		assertThat(run("get", "-o", file + "/", "rushb://127.0.0.1:9/a")).isEqualTo(5);
		assertThat(this.err.toString()).isEqualToIgnoringNewLines(
				"rushb: cannot write " + file + "/a: it is there, and is something else: " + file);
	}

	@Test
	void aCheckThatFindsNoServerTellsProgramsToo() {
		assertThat(run("check", "--only", "simple,nak", "--json", "--", "./no-such-command")).isEqualTo(3);
		assertThat(this.out.toString().lines()).hasSize(1)
			.first()
			.asString()
			.startsWith("{\"ok\":false,\"held\":0,\"failed\":2,")
			.contains("no-such-command")
			.endsWith("}");
	}

	@Test
	void anEmptyOutputAndARelayToItselfAreWrongUsage() {
		assertThat(run("get", "-o", "", "rushb://127.0.0.1:9/a")).isEqualTo(2);
		assertThat(this.err.toString()).contains("-o has no name");
		assertThat(run("relay", "--listen", "127.0.0.1:9", "--to", "127.0.0.1:9")).isEqualTo(2);
		assertThat(run("relay", "--listen", "9", "--to", "127.0.0.1:9")).isEqualTo(2);
		assertThat(this.err.toString()).contains("--to is where the relay itself listens");
	}

	@Test
	void aReportThatCannotBeWrittenIsNoDefect() {
		Path full = Path.of("/dev/full");
		Assumptions.assumeTrue(Files.isWritable(full));
		for (String option : List.of("--junit", "--gradescope")) {
			assertThat(run("check", "--only", "simple", option, full.toString(), "--", "./no-such-command"))
				.isEqualTo(2);
		}
		assertThat(this.err.toString()).contains("a file of the check cannot be written: ")
			.doesNotContain("should not happen");
	}

	@Test
	void aNameThatIsTooLongIsNoticedBeforeTheFetch() {
		String target = this.directory.resolve("x".repeat(256)).toString();
		assertThat(run("get", "--timeout", "30s", "-o", target, "rushb://127.0.0.1:9/a")).isEqualTo(5);
		assertThat(this.err.toString()).contains("cannot write");
	}

	@Test
	void aLocalAddressOfAnotherMachineCannotBeBound() {
		String target = this.directory.resolve("a").toString();
		assertThat(run("get", "--local", "192.0.2.1", "-o", target, "rushb://127.0.0.1:9/a")).isEqualTo(5);
		assertThat(this.err.toString()).contains("cannot send from 192.0.2.1")
			.contains("take an address of this machine");
	}

	@ParameterizedTest
	@CsvSource({ "::1, ::1, 0", "[::1], ::1, 0", "[::1]:4000, ::1, 4000", "127.0.0.1, 127.0.0.1, 0",
			"127.0.0.1:4000, 127.0.0.1, 4000" })
	void readsLocalAddresses(String text, String address, int port) throws Exception {
		assertThat(new AddressConverter.Local().convert(text)).isEqualTo(new InetSocketAddress(address, port));
	}

	@Test
	void readsWhereToListenAndWhereAServerIs() throws Exception {
		assertThat(new AddressConverter.Listening().convert("3201")).isEqualTo(new InetSocketAddress(3201));
		assertThat(new AddressConverter.Listening().convert("[::1]:0")).isEqualTo(new InetSocketAddress("::1", 0));
		assertThat(new AddressConverter.Server().convert("[::1]:3200")).isEqualTo(new InetSocketAddress("::1", 3200));
	}

	@Test
	void readsDurations() {
		assertThat(List.of("20ms", "1.5s", "2m", "3", "365000us").stream().map(DurationConverter::parse))
			.containsExactly(Duration.ofMillis(20), Duration.ofMillis(1500), Duration.ofMinutes(2),
					Duration.ofSeconds(3), Duration.ofMillis(365));
		ITypeConverter<Duration> timeout = new TimeoutConverter();
		assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> timeout.convert("0"));
	}

	@Test
	void whatNobodyThoughtOfHasACodeOfItsOwn() {
		this.line.addSubcommand("broken", new Broken());
		assertThat(run("broken")).isEqualTo(70);
		assertThat(this.err.toString()).contains("please report it").contains("IllegalStateException: thoughtless");
	}

	private int run(String... args) {
		this.line.setOut(new PrintWriter(this.out, true));
		this.line.setErr(new PrintWriter(this.err, true));
		return RushbCommand.run(this.line, args);
	}

	@CommandLine.Command(name = "broken")
	static final class Broken implements Runnable {

		@Override
		public void run() {
			throw new IllegalStateException("thoughtless");
		}

	}

}
