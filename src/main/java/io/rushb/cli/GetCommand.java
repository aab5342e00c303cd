package io.rushb.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

import io.rushb.client.FetchOptions;
import io.rushb.client.RushbClient;
import io.rushb.client.TreeOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * Fetches resources, one after the other.
 */
@Command(name = "get", mixinStandardHelpOptions = true, versionProvider = VersionProvider.class, description = {
		"Fetches files from a RUSHB server, several URIs one after the other.", "",
		"A file takes its name only when every byte of it has come; until then, and if that never happens,"
				+ " a file of that name stays as it was. A file that is replaced keeps owner, group, mode, ACL and"
				+ " extended attributes, and you must be allowed to write it. On a terminal a progress bar shows"
				+ " bytes, rate and retransmissions.",
		"",
		"If the server falls silent in the middle of a transfer, for a third of the timeout or, on a slow or"
				+ " lossy path, longer, the fetch starts over from a new port: a server that was restarted, or"
				+ " another one behind the same balancer, then sends the file anew from its first byte. Bytes on"
				+ " standard output cannot be taken back: with -o - nothing starts over once some were written.",
		"",
		"A server that has parts is asked for many of them at once, each checked by a MAC, and the whole by its"
				+ " SHA-256 if the server tells it: quick on long and lossy paths, and for files of any bytes. Other"
				+ " servers are asked for the whole, the plain way. An interrupted fetch in parts leaves .NAME.rushb-part"
				+ " and .NAME.rushb-done beside NAME: get -c goes on with them, get without it and rm remove them." },
		synopsisHeading = "%nUsage: ", descriptionHeading = "%n", parameterListHeading = "%nWhat to fetch:%n",
		optionListHeading = "%nOptions:%n", footerHeading = "%nExamples:%n",
		footer = { "  ${COMMAND-FULL-NAME} rushb://localhost:3200/file.txt",
				"  ${COMMAND-FULL-NAME} -o - 'rushb://[::1]/poem.txt' | head -3",
				"  ${COMMAND-FULL-NAME} --json --timeout 10s rushb://localhost/a.txt rushb://localhost/b.txt",
				"  ${COMMAND-FULL-NAME} -r -c rushb://localhost/photos/" },
		exitCodeListHeading = "%nExit codes (of the first that failed):%n",
		exitCodeList = { "0:fetched", "1:not available, or an option refused", "2:wrong usage",
				"3:timed out: the server is silent, or --max-time is over", "4:damaged, or the file changes meanwhile",
				"5:local file cannot be written, or local address not bound", "6:no such host",
				"7:nothing listens there, or no route to it",
				"8:bigger than --max-size, or a tree than --max-depth or --max-entries, allows", "70:a defect of rushb",
				"130:interrupted by Ctrl-C", "143:ended by SIGTERM" })
final class GetCommand implements Callable<Integer> {

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Parameters(arity = "1..*", paramLabel = "URI",
			description = "rushb://HOST[:PORT]/NAME, or with -r rushb://HOST[:PORT]/[DIRECTORY/]; the port is 3200 unless given, an IPv6 address stands in brackets,"
					+ " %%XX is a byte of the name.")
	private List<String> uris = new ArrayList<>();

	private int retries = RushbClient.DEFAULT_RETRIES;

	@Option(names = "--retries", paramLabel = "N", defaultValue = "" + RushbClient.DEFAULT_RETRIES,
			description = "Start over at most this many times when the server falls silent; 0 for never."
					+ " If nothing new comes at all, the timeout is over after two." + " Default: ${DEFAULT-VALUE}.")
	private void retries(int times) {
		if (times < 0) {
			throw new ParameterException(this.spec.commandLine(), "--retries must be 0 or more: " + times);
		}
		this.retries = times;
	}

	@Option(names = { "-q", "--quiet" }, description = "Say nothing unless something fails.")
	private boolean quiet;

	@Option(names = "--json", description = "Print one line of JSON for each URI, failures included, to standard"
			+ " output (to standard error with -o -).")
	private boolean json;

	@Mixin
	private final ClientOptions options = new ClientOptions();

	@Mixin
	private final TraceOptions trace = new TraceOptions();

	@Mixin
	private final LimitOptions limits = new LimitOptions();

	@Mixin
	private final PartsOptions parts = new PartsOptions();

	@Mixin
	private final RecursiveOptions recursive = new RecursiveOptions();

	@Mixin
	private final TargetOptions target = new TargetOptions();

	@Override
	public Integer call() {
		PrintWriter err = this.spec.commandLine().getErr();
		PrintWriter out = this.target.isStandardOutput() ? err : this.spec.commandLine().getOut();
		Reporter reporter = new Reporter(out, err, Reporter.Style.of(this.json, this.quiet));
		ExitCode code = this.recursive.isWanted() ? trees(reporter) : files(reporter);
		boolean lost = this.json && out.checkError();
		return ((lost && code == ExitCode.FETCHED) ? ExitCode.LOCAL_FILE : code).value();
	}

	private ExitCode files(Reporter reporter) {
		List<Target> targets = this.target.targets(parse(new UriConverter()::convert));
		FetchOptions wanted = this.parts.fetch(targets.size(), this.options.notForParts());
		return traced((packets) -> new Fetching(client(), wanted, this.limits, reporter, this.target::standardOutput,
				this.spec.usageMessage().width(), packets)
			.run(targets));
	}

	private ExitCode trees(Reporter reporter) {
		List<TreePlace> trees = this.target.trees(parse(UriConverter::directory));
		String excludes = (this.parts.notForTrees() != null) ? this.parts.notForTrees() : this.options.notForParts();
		TreeOptions wanted = this.recursive.tree(this.parts.isToGoOn(), excludes);
		return traced((packets) -> new TreeFetching(client(), wanted, this.limits, reporter,
				this.spec.usageMessage().width(), packets)
			.run(trees));
	}

	private <T> List<T> parse(Function<String, T> converter) {
		try {
			return this.uris.stream().map(converter).toList();
		}
		catch (TypeConversionException ex) {
			throw new ParameterException(this.spec.commandLine(), ex.getMessage(), ex);
		}
	}

	private RushbClient client() {
		return this.parts.apply(this.options.client())
			.retries(this.retries)
			.makeDirectories(this.target.isDirectory())
			.build();
	}

	private ExitCode traced(Function<PacketTrace, ExitCode> fetching) {
		try (PacketTrace packets = this.trace.open(this.spec)) {
			ExitCode code = fetching.apply(packets);
			packets.flush();
			return code;
		}
		catch (IOException ex) {
			this.spec.commandLine()
				.getErr()
				.println("rushb: cannot write the capture file: " + Printable.of(ex.toString()));
			return ExitCode.LOCAL_FILE;
		}
	}

}
