package io.rushb.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import io.rushb.check.Capture;
import io.rushb.check.Check;
import io.rushb.check.CheckReport;
import io.rushb.check.CheckSettings;
import io.rushb.check.CheckedServer;
import io.rushb.check.CheckedServer.NoServerException;
import io.rushb.check.RunningServer;
import io.rushb.check.StartedServer;
import io.rushb.check.scenario.Scenario;
import io.rushb.client.RushbUri;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Checks any RUSHB server.
 */
@Command(name = "check", mixinStandardHelpOptions = true, versionProvider = VersionProvider.class, sortOptions = false,
		description = { "Checks a RUSHB server: plays every rule of the protocol against it, and says what is wrong.",
				"",
				"Either give the command that starts the server: it is started in the current directory, which it must"
						+ " serve, and the first line of its output that is a number is taken for its port. Or give the"
						+ " URI of a server that runs already, and with --root the directory that it serves. The files"
						+ " that the check needs are laid there, in rushb-check-XXXX, and taken away after it." },
		synopsisHeading = "%nUsage: ",
		customSynopsis = { "rushb check [OPTION]... -- COMMAND [ARGUMENT]...",
				"       rushb check [OPTION]... --root=DIR rushb://HOST[:PORT]" },
		descriptionHeading = "%n", parameterListHeading = "%nWhat to check:%n", optionListHeading = "%nOptions:%n",
		footerHeading = "%nExamples:%n",
		footer = { "  ${COMMAND-FULL-NAME} -- python3 server.py",
				"  ${COMMAND-FULL-NAME} --only nak --trace -- ./server",
				"  ${COMMAND-FULL-NAME} --root files rushb://localhost" },
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:all scenarios hold", "1:some do not", "2:wrong usage, or files that cannot be written",
				"3:no server", "70:a defect of rushb", "130:interrupted by Ctrl-C", "143:ended by SIGTERM" })
final class CheckCommand implements Callable<Integer> {

	private static final String SCHEME = "rushb://";

	private static final int ALL_HOLD = 0;

	private static final int SOME_FAIL = 1;

	private static final int NO_SERVER = 3;

	/** A signal reaches all processes of a terminal within less. */
	private static final long SIGNALS = TimeUnit.MILLISECONDS.toNanos(300);

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Parameters(arity = "0..*", paramLabel = "COMMAND or URI",
			description = "The command that starts the server, after --; or the server's URI, without a name.")
	private List<String> target = new ArrayList<>();

	@Option(names = "--root", paramLabel = "DIR", description = "The directory that a running server serves.")
	private @Nullable Path root;

	@Mixin
	private final ScenarioOptions scenarios = new ScenarioOptions();

	@Mixin
	private final CheckReports reports = new CheckReports();

	@Option(names = "--server-timeout", paramLabel = "TIME", defaultValue = "4s", converter = TimeoutConverter.class,
			description = "The server's retransmission timer, or the longest it gets. Default: ${DEFAULT-VALUE}.")
	private Duration serverTimeout = CheckSettings.DEFAULT_SERVER_TIMEOUT;

	@Option(names = "--serial", description = "Play one scenario after the other. It takes longer.")
	private boolean serial;

	@Option(names = "--pcap", paramLabel = "FILE", description = "Write all packets into a file for Wireshark.")
	private @Nullable Path pcap;

	@Override
	public Integer call() {
		try {
			return check();
		}
		catch (IOException ex) {
			PrintWriter err = this.spec.commandLine().getErr();
			err.println("rushb: a file of the check cannot be written" + CheckReports.reason(ex));
			err.flush();
			return ExitCode.USAGE.value();
		}
	}

	private int check() throws IOException {
		List<Scenario> chosen = this.scenarios.chosen(this.spec);
		if (this.scenarios.isListing()) {
			this.scenarios.list(chosen, this.spec.commandLine().getOut());
			return ALL_HOLD;
		}
		this.reports.prepare(this.spec);
		Path directory = directory();
		CheckProgress progress = new CheckProgress(this.spec.commandLine().getErr(), ErrorOutput.isTerminal());
		try (Interruption interruption = new Interruption();
				Capture capture = capture();
				CheckedServer server = server(directory, interruption, progress)) {
			CheckSettings settings = new CheckSettings(chosen, this.serverTimeout, this.serial, capture);
			return check(settings, server, directory, interruption, progress);
		}
		catch (NoServerException ex) {
			return noServer(chosen, ex, List.of());
		}
	}

	private int check(CheckSettings settings, CheckedServer server, Path directory, Interruption interruption,
			CheckProgress progress) throws IOException {
		try {
			progress.progress(0, settings.scenarios().size());
			CheckReport report = Check.run(settings, server, directory, progress,
					interruption.cancellation()::isCancelled);
			progress.clear();
			this.reports.write(report, this.spec.commandLine().getOut(),
					ErrorOutput.isOutputColoured() ? Ansi.ON : Ansi.OFF, ErrorOutput.outputColumns());
			return report.allHold() ? ALL_HOLD : SOME_FAIL;
		}
		catch (NoServerException ex) {
			return ended(settings, server, ex, interruption, progress);
		}
		catch (InterruptedException ex) {
			return cancelled(settings.scenarios());
		}
	}

	/** Ctrl-C on a terminal goes to the server, too, which may end before this does. */
	private int ended(CheckSettings settings, CheckedServer server, NoServerException why, Interruption interruption,
			CheckProgress progress) throws IOException {
		try {
			progress.clear();
			return interruption.await(SIGNALS) ? cancelled(settings.scenarios())
					: noServer(settings.scenarios(), why, server.lastErrors());
		}
		catch (InterruptedException ex) {
			return cancelled(settings.scenarios());
		}
	}

	private int cancelled(List<Scenario> scenarios) throws IOException {
		this.reports.writeNone(scenarios, "the check was interrupted before its end", List.of(),
				this.spec.commandLine().getOut());
		return ExitCode.CANCELLED.value();
	}

	private int noServer(List<Scenario> scenarios, NoServerException why, List<String> errors) throws IOException {
		PrintWriter err = this.spec.commandLine().getErr();
		err.println("rushb: " + Printable.of(why.getMessage()));
		errors.forEach((line) -> err.println("  " + Printable.of(line)));
		this.reports.writeNone(scenarios, String.valueOf(why.getMessage()), errors, this.spec.commandLine().getOut());
		return NO_SERVER;
	}

	private boolean isUri() {
		return this.target.size() == 1 && this.target.get(0).toLowerCase(Locale.ROOT).startsWith(SCHEME);
	}

	/** Where the files are laid. */
	private Path directory() {
		if (this.target.isEmpty()) {
			throw usage("what is to be checked? Give -- and the command that starts the server, or --root and a URI");
		}
		if (isUri() != (this.root != null)) {
			throw usage(isUri() ? "--root is missing: the directory that the server serves"
					: "--root goes with a URI, such as rushb://localhost:3200; a server that is started serves the"
							+ " current directory");
		}
		Path directory = ((this.root != null) ? this.root : Path.of("")).toAbsolutePath();
		if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
			throw usage("the check lays its files in '" + directory + "', which is "
					+ (Files.isDirectory(directory) ? "not writable" : "no directory"));
		}
		return directory;
	}

	private CheckedServer server(Path directory, Interruption interruption, CheckProgress progress)
			throws NoServerException {
		if (!isUri()) {
			return new StartedServer(this.target, directory, interruption.cancellation()::isCancelled,
					progress::notice);
		}
		String text = this.target.get(0);
		try {
			// The name counts for nothing, and may be left out.
			RushbUri uri = RushbUri.parse((text.indexOf('/', SCHEME.length()) < 0) ? text + "/x" : text + "x");
			return new RunningServer(new InetSocketAddress(address(uri.host()), uri.port()));
		}
		catch (IllegalArgumentException ex) {
			throw usage(ex.getMessage());
		}
	}

	private static InetAddress address(String host) throws NoServerException {
		try {
			return InetAddress.getByName(host);
		}
		catch (UnknownHostException ex) {
			throw new NoServerException("there is no host '" + host + "'");
		}
	}

	private @Nullable Capture capture() {
		try {
			return (this.pcap != null) ? Capture.to(this.pcap) : null;
		}
		catch (IOException ex) {
			throw usage(CheckReports.complaint(this.pcap, ex));
		}
	}

	private ParameterException usage(@Nullable String message) {
		return new ParameterException(this.spec.commandLine(), String.valueOf(message));
	}

}
