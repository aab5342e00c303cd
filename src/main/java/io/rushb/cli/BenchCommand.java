package io.rushb.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;

import io.rushb.client.FetchException;
import io.rushb.client.FetchListener;
import io.rushb.client.FetchedBytes;
import io.rushb.client.RushbClient;
import io.rushb.client.RushbUri;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Fetches one resource again and again, with many clients at a time.
 */
@Command(name = "bench", mixinStandardHelpOptions = true, versionProvider = VersionProvider.class, description = {
		"Measures a server: many clients fetch the same file again and again, the plain way: each in one session.", "",
		"The first copy is fetched alone and kept in memory; every byte of all others is compared with it."
				+ " Transfers that are under way when the time is over are cut off and count with the bytes"
				+ " and packets that came. Client and server share the machine's processors if both are on" + " it." },
		synopsisHeading = "%nUsage: ", descriptionHeading = "%n", parameterListHeading = "%nWhat to fetch:%n",
		optionListHeading = "%nOptions:%n", footerHeading = "%nExamples:%n",
		footer = { "  ${COMMAND-FULL-NAME} rushb://localhost/big.txt --clients 64 --seconds 10",
				"  ${COMMAND-FULL-NAME} 'rushb://[::1]:3200/big.txt'" },
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:measured, and every byte was right", "1:not available, or an option refused",
				"2:wrong usage", "3:timed out: the server is silent", "4:wrong bytes", "5:more than 1 GiB",
				"6:no such host", "7:nothing listens there, or no route to it", "70:a defect of rushb",
				"130:interrupted by Ctrl-C", "143:ended by SIGTERM" })
final class BenchCommand implements Callable<Integer> {

	private static final int MAX_CLIENTS = 1024;

	private static final int MAX_BYTES = 1 << 30;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Parameters(paramLabel = "URI", converter = UriConverter.class, description = "rushb://HOST[:PORT]/NAME")
	@SuppressWarnings("NullAway.Init")
	private RushbUri uri;

	@Option(names = "--clients", paramLabel = "N", defaultValue = "16",
			description = "How many at a time, 1 to 1024. Default: ${DEFAULT-VALUE}.")
	private int clients;

	@Option(names = "--seconds", paramLabel = "N", defaultValue = "10",
			description = "How many seconds. Default: ${DEFAULT-VALUE}.")
	private double seconds;

	@Mixin
	private final ClientOptions options = new ClientOptions();

	@Override
	public Integer call() throws InterruptedException {
		if (this.clients < 1 || this.clients > MAX_CLIENTS || !(this.seconds > 0)) {
			throw new ParameterException(this.spec.commandLine(),
					"--clients is from 1 to " + MAX_CLIENTS + ", --seconds more than 0");
		}
		if (this.clients > 1 && this.options.hasLocalPort()) {
			throw new ParameterException(this.spec.commandLine(),
					"one port cannot serve " + this.clients + " clients: give --local no port, or --clients 1");
		}
		try (Interruption interruption = new Interruption()) {
			return measure(interruption).value();
		}
	}

	private ExitCode measure(Interruption interruption) throws InterruptedException {
		PrintWriter err = this.spec.commandLine().getErr();
		try {
			// Failures are to be counted, not repaired, and a client is one session.
			RushbClient client = this.options.client().retries(0).parts(false).build();
			FetchedBytes first = client.fetchBytes(this.uri, MAX_BYTES, FetchListener.NONE,
					interruption.cancellation());
			err.printf(Locale.ROOT, "rushb bench: %s, %,d bytes, %d clients, %.1f s%n",
					Printable.of(this.uri.toString()), first.content().length, this.clients, this.seconds);
			Bench bench = new Bench(client, this.uri, first.content(), this.clients);
			bench.run(Duration.ofNanos((long) (this.seconds * 1e9)), interruption);
			PrintWriter out = this.spec.commandLine().getOut();
			out.print(bench.report());
			out.flush();
			return bench.exitCode();
		}
		catch (FetchException ex) {
			err.println("rushb: " + Printable.of(ex.getMessage()));
			return ErrorKind.of(ex).exitCode();
		}
	}

}
