package io.rushb.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/**
 * Serves a directory. It does not depend on the service: it turns its options into
 * properties, and passes these on.
 */
@Command(name = "serve", mixinStandardHelpOptions = true, versionProvider = VersionProvider.class,
		description = { "Serves the files of a directory by RUSHB.", "",
				"Every property of the service is an option too, as in --rushb.files.listing=true;"
						+ " docs/configuration.md lists them. Settings also come from the environment and from"
						+ " application.yml in the directory where the service is started." },
		synopsisHeading = "%nUsage: ", descriptionHeading = "%n", parameterListHeading = "%nWhat to serve:%n",
		optionListHeading = "%nOptions:%n", footerHeading = "%nExamples:%n",
		footer = { "  ${COMMAND-FULL-NAME} /srv", "  ${COMMAND-FULL-NAME} --port 3201 --http-port 8081 ." })
final class ServeCommand implements Callable<Integer> {

	private final List<String> options;

	private boolean called;

	@Parameters(arity = "0..1", paramLabel = "DIR", description = "The directory. Default: the current one.")
	private @Nullable Path directory;

	@Option(names = "--port", paramLabel = "PORT",
			description = "UDP port, 0 for any free one. Default: 3200. (rushb.server.port)")
	private @Nullable Integer port;

	@Option(names = "--address", paramLabel = "ADDRESS",
			description = "Address to listen on. Default: all of this machine's. (rushb.server.address)")
	private @Nullable String address;

	@Option(names = "--http-port", paramLabel = "PORT",
			description = "Port of the page, health and metrics, -1 for none. Default: 8080. (server.port)")
	private @Nullable Integer httpPort;

	@Unmatched
	private List<String> properties = new ArrayList<>();

	/**
	 * Makes the command.
	 * @param options where the service's options go
	 */
	ServeCommand(List<String> options) {
		this.options = options;
	}

	@Override
	public Integer call() {
		this.called = true;
		this.options.addAll(this.properties);
		add("rushb.files.root", this.directory);
		add("rushb.server.port", this.port);
		add("rushb.server.address", this.address);
		add("server.port", this.httpPort);
		return ExitCode.FETCHED.value();
	}

	/** Whether the command line asked to serve, and not for help. */
	boolean isCalled() {
		return this.called;
	}

	private void add(String property, @Nullable Object value) {
		if (value != null) {
			this.options.add("--" + property + "=" + value);
		}
	}

}
