package io.rushb.cli;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import io.rushb.client.Cancellation;
import io.rushb.client.FetchException;
import io.rushb.client.FetchResult;
import io.rushb.client.RushbClient;
import io.rushb.client.RushbUri;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Fetches resources, one after the other.
 */
@Command(name = "get", mixinStandardHelpOptions = true, versionProvider = VersionProvider.class, description = {
		"Fetches files from a RUSHB server, several URIs one after the other.", "",
		"A file takes its name only when every byte of it has come; until then, and if that never happens,"
				+ " a file of that name stays as it was. On a terminal a progress bar shows bytes, rate and"
				+ " retransmissions.",
		"",
		"If the server falls silent in the middle of a transfer, for a third of the timeout or, on a slow or"
				+ " lossy path, longer, the fetch starts over from a new port: a server that was restarted, or"
				+ " another one behind the same balancer, then sends the file anew from its first byte. Bytes on"
				+ " standard output cannot be taken back: with -o - nothing starts over once some were written." },
		synopsisHeading = "%nUsage: ", descriptionHeading = "%n", parameterListHeading = "%nWhat to fetch:%n",
		optionListHeading = "%nOptions:%n", footerHeading = "%nExamples:%n",
		footer = { "  rushb get rushb://localhost:3200/files/file.txt",
				"  rushb get -o - 'rushb://[::1]/files/poem.txt' | head -3",
				"  rushb get --json --timeout 10s rushb://localhost/a.txt rushb://localhost/b.txt" },
		exitCodeListHeading = "%nExit codes (of the first that failed):%n",
		exitCodeList = { "0:fetched", "1:not available, or an option refused", "2:wrong usage", "3:timed out",
				"4:damaged", "5:local file cannot be written", "70:a defect of rushb", "130:interrupted by Ctrl-C",
				"143:ended by SIGTERM" })
final class GetCommand implements Callable<Integer> {

	private static final String STANDARD_OUTPUT = "-";

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Parameters(arity = "1..*", paramLabel = "URI", converter = UriConverter.class,
			description = "rushb://HOST[:PORT]/NAME; the port is 3200 unless given, an IPv6 address stands in brackets,"
					+ " %%XX is a byte of the name.")
	private List<RushbUri> uris = new ArrayList<>();

	@Option(names = { "-o", "--output" }, paramLabel = "FILE",
			description = "Where to: a file, a directory (with a / at its end if need be), or - for standard output."
					+ " Default: the last part of the name, in the current directory.")
	private @Nullable String output;

	private int retries = RushbClient.DEFAULT_RETRIES;

	@Option(names = "--retries", paramLabel = "N", defaultValue = "" + RushbClient.DEFAULT_RETRIES,
			description = "Start over at most so many times when the server falls silent; 0 for never."
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

	@Override
	public Integer call() {
		List<@Nullable Path> targets = targets();
		RushbClient client = this.options.client().retries(this.retries).build();
		ExitCode code = ExitCode.FETCHED;
		try (Interruption interruption = new Interruption()) {
			for (int i = 0; i < targets.size(); i++) {
				ExitCode one = interruption.cancellation().isCancelled() ? skipped(this.uris.get(i))
						: fetch(client, this.uris.get(i), targets.get(i), interruption.cancellation());
				code = (code == ExitCode.FETCHED) ? one : code;
			}
		}
		return code.value();
	}

	/** Where each goes; {@code null} is standard output. */
	private List<@Nullable Path> targets() {
		List<@Nullable Path> targets = new ArrayList<>();
		Set<Path> distinct = new HashSet<>();
		for (RushbUri uri : this.uris) {
			Path target = target(uri);
			targets.add(target);
			if (target != null && !distinct.add(target.toAbsolutePath().normalize())) {
				throw new ParameterException(this.spec.commandLine(),
						"more than one URI would be written to " + target + ": fetch them one by one with -o");
			}
		}
		return targets;
	}

	private @Nullable Path target(RushbUri uri) {
		if (STANDARD_OUTPUT.equals(this.output)) {
			return null;
		}
		String wanted = (this.output != null) ? this.output : "";
		Path path = path(wanted);
		boolean directory = wanted.endsWith("/") || wanted.endsWith(File.separator) || Files.isDirectory(path);
		if (this.output != null && !directory) {
			return path;
		}
		String name = uri.fileName();
		if (name.isEmpty() || name.equals(".") || name.equals("..")) {
			throw new ParameterException(this.spec.commandLine(), uri + " has no file name: give one with -o");
		}
		return path.resolve(path(name));
	}

	private Path path(String text) {
		try {
			return Path.of(text);
		}
		catch (InvalidPathException ex) {
			throw new ParameterException(this.spec.commandLine(), "no file can be called '" + text
					+ "' here: give another name with -o, or run with a UTF-8 locale, as LC_ALL=C.UTF-8", ex);
		}
	}

	private ExitCode fetch(RushbClient client, RushbUri uri, @Nullable Path target, Cancellation cancellation) {
		try {
			FetchResult result;
			try (ProgressDisplay progress = ProgressDisplay.of(uri.fileName(), this.spec.usageMessage().width(),
					this.quiet || this.json)) {
				result = (target != null) ? client.fetch(uri, target, progress, cancellation)
						: client.fetch(uri, standardOutput(), progress, cancellation);
			}
			if (this.json) {
				print(FetchReport.json(uri, target, result));
			}
			else if (!this.quiet) {
				err().println(Printable.of(FetchReport.line(uri, target, result)));
			}
			return ExitCode.FETCHED;
		}
		catch (FetchException ex) {
			return failed(uri, ExitCode.of(ex), ex.getMessage());
		}
	}

	private ExitCode skipped(RushbUri uri) {
		if (this.json) {
			print(FetchReport.json(uri, ExitCode.CANCELLED, "cancelled before it began"));
		}
		return ExitCode.CANCELLED;
	}

	private ExitCode failed(RushbUri uri, ExitCode code, @Nullable String message) {
		if (this.json) {
			print(FetchReport.json(uri, code, message));
		}
		else {
			err().println("rushb: " + Printable.of(message));
		}
		return code;
	}

	/** Not {@link System#out}, which swallows what fails. */
	private static OutputStream standardOutput() {
		return new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
	}

	private void print(String line) {
		PrintWriter out = STANDARD_OUTPUT.equals(this.output) ? err() : this.spec.commandLine().getOut();
		out.println(line);
		out.flush();
	}

	private PrintWriter err() {
		return this.spec.commandLine().getErr();
	}

}
