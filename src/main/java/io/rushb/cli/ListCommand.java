package io.rushb.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import io.rushb.client.DirectoryUri;
import io.rushb.client.Entry;
import io.rushb.client.FetchException;
import io.rushb.client.RushbClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Lists a directory of a server.
 */
@Command(name = "ls", mixinStandardHelpOptions = true, versionProvider = VersionProvider.class,
		description = { "Lists a directory of a RUSHB server that has parts and lets its directories be listed"
				+ " (rushb.files.listing)." },
		synopsisHeading = "%nUsage: ", descriptionHeading = "%n", parameterListHeading = "%nWhat to list:%n",
		optionListHeading = "%nOptions:%n", footerHeading = "%nExamples:%n",
		footer = { "  ${COMMAND-FULL-NAME} rushb://localhost:3200/",
				"  ${COMMAND-FULL-NAME} -l rushb://localhost/photos/" },
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:listed", "1:no such directory, or the server lists none", "2:wrong usage", "3:timed out",
				"5:standard output cannot be written", "6:no such host", "7:nothing listens there, or no route to it",
				"70:a defect of rushb", "130:interrupted by Ctrl-C", "143:ended by SIGTERM" })
final class ListCommand implements Callable<Integer> {

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Parameters(paramLabel = "URI", description = "rushb://HOST[:PORT]/[DIRECTORY/]")
	private String uri = "";

	@Option(names = "-l", description = "Show sizes in bytes and times (UTC) too.")
	private boolean details;

	@Option(names = "--json", description = "Print one line of JSON for each entry.")
	private boolean json;

	@Mixin
	private final ClientOptions options = new ClientOptions();

	@Override
	public Integer call() {
		DirectoryUri directory = directory();
		String excludes = this.options.notForParts();
		if (excludes != null) {
			throw new ParameterException(this.spec.commandLine(), "ls does not go with " + excludes);
		}
		RushbClient client = this.options.client().build();
		PrintWriter out = this.spec.commandLine().getOut();
		try (Interruption interruption = new Interruption()) {
			List<Entry> entries = client.list(directory, interruption.cancellation());
			entries.forEach((entry) -> out.println(line(entry)));
			return (out.checkError() ? ExitCode.LOCAL_FILE : ExitCode.FETCHED).value();
		}
		catch (FetchException ex) {
			this.spec.commandLine().getErr().println("rushb: " + Printable.of(ex.getMessage()));
			return ErrorKind.of(ex).exitCode().value();
		}
	}

	private DirectoryUri directory() {
		try {
			return DirectoryUri.parse(this.uri);
		}
		catch (IllegalArgumentException ex) {
			throw new ParameterException(this.spec.commandLine(), ex.getMessage(), ex);
		}
	}

	private String line(Entry entry) {
		if (this.json) {
			JsonLine line = new JsonLine().put("name", entry.name())
				.put("type", entry.isDirectory() ? "directory" : "file");
			if (!entry.isDirectory()) {
				line.put("bytes", entry.size());
			}
			return line.put("modified", entry.modified()).toString();
		}
		String name = Printable.of(entry.name()) + (entry.isDirectory() ? "/" : "");
		return this.details ? String.format(Locale.ROOT, "%15s  %s  %s",
				entry.isDirectory() ? "-" : Long.toString(entry.size()), entry.modified(), name) : name;
	}

}
