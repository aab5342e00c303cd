package io.rushb.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.rushb.client.HostAddresses;
import io.rushb.relay.Blackhole;
import io.rushb.relay.Impairments;
import io.rushb.relay.Relay;
import io.rushb.relay.RelayReport;
import io.rushb.relay.RelaySettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Emulates a bad network until it is interrupted.
 */
@Command(name = "relay", mixinStandardHelpOptions = true, versionProvider = VersionProvider.class, sortOptions = false,
		description = { "Plays a bad network between UDP clients and a server, for any protocol.", "",
				"Clients send to the port it listens on; each gets a socket of its own towards the server. What is"
						+ " damaged gets a right UDP checksum from the kernel, so the damage arrives. Chance is"
						+ " seeded: the same datagrams in the same order meet the same fate. Stop it with Ctrl-C;"
						+ " then it reports what it did, each way.",
				"",
				"A TIME is 20ms, 1.5s or 2m; a bare number is seconds. Without options nothing is lost, damaged or"
						+ " delayed." },
		synopsisHeading = "%nUsage: ",
		customSynopsis = "${COMMAND-FULL-NAME} --listen=[ADDRESS:]PORT --to=HOST:PORT [OPTION]...",
		descriptionHeading = "%n", optionListHeading = "%nOptions:%n", footerHeading = "%nExamples:%n",
		footer = { "  ${COMMAND-FULL-NAME} --listen 3201 --to localhost:3200 --loss 5%% --seed 42",
				"  ${COMMAND-FULL-NAME} --listen 3201 --to '[::1]:3200' --delay 20ms --jitter 5ms",
				"  ${COMMAND-FULL-NAME} --listen 3201 --to localhost:3200 --blackhole 5s/2s" },
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:stopped when --for was over", "2:wrong usage", "5:cannot listen there",
				"70:stopped by itself, a defect", "130:interrupted by Ctrl-C", "143:ended by SIGTERM" })
final class RelayCommand implements Callable<Integer> {

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Option(names = "--listen", required = true, paramLabel = "[ADDRESS:]PORT",
			converter = AddressConverter.Listening.class,
			description = "Where clients send to; port 0 takes any free port.")
	@SuppressWarnings("NullAway.Init")
	private InetSocketAddress listen;

	@Option(names = "--to", required = true, paramLabel = "HOST:PORT", converter = AddressConverter.Server.class,
			description = "The server, as in localhost:3200 or [::1]:3200. Of a name with several addresses the first"
					+ " that answers is taken.")
	@SuppressWarnings("NullAway.Init")
	private InetSocketAddress server;

	@Option(names = "--loss", paramLabel = "PERCENT", defaultValue = "0%", converter = PercentConverter.class,
			description = "How much is lost, in the long run. Default: ${DEFAULT-VALUE}.")
	private double loss;

	@Option(names = "--burst", paramLabel = "N", defaultValue = "1",
			description = "How many are lost in a row, on average. Default: ${DEFAULT-VALUE}.")
	private double burst;

	@Option(names = "--corrupt", paramLabel = "PERCENT", defaultValue = "0%", converter = PercentConverter.class,
			description = "How many get one bit flipped. Default: ${DEFAULT-VALUE}.")
	private double corrupt;

	@Option(names = "--duplicate", paramLabel = "PERCENT", defaultValue = "0%", converter = PercentConverter.class,
			description = "How many come twice. Default: ${DEFAULT-VALUE}.")
	private double duplicate;

	@Option(names = "--reorder", paramLabel = "PERCENT", defaultValue = "0%", converter = PercentConverter.class,
			description = "How many are held back by 10 to 20 ms more, so that others overtake."
					+ " Default: ${DEFAULT-VALUE}.")
	private double reorder;

	@Option(names = "--delay", paramLabel = "TIME", defaultValue = "0ms", converter = DurationConverter.class,
			description = "The time each way. Default: ${DEFAULT-VALUE}.")
	private Duration delay = Duration.ZERO;

	@Option(names = "--jitter", paramLabel = "TIME", defaultValue = "0ms", converter = DurationConverter.class,
			description = "The most that chance adds to the delay. Default: ${DEFAULT-VALUE}.")
	private Duration jitter = Duration.ZERO;

	@Option(names = "--blackhole", paramLabel = "PASS/SWALLOW", converter = BlackholeConverter.class,
			description = "Let everything pass for a time, then nothing for a time, and so on."
					+ " Default: everything passes.")
	private Blackhole blackhole = Blackhole.NEVER;

	@Option(names = "--seed", paramLabel = "N", description = "The seed of all chance. Default: another each time.")
	private @Nullable Long seed;

	@Option(names = "--clients", paramLabel = "N", defaultValue = "" + RelaySettings.DEFAULT_CLIENTS,
			description = "The most ports of clients at a time; a fetch in parts has up to 257.%nDefault: ${DEFAULT-VALUE}.")
	private int clients;

	@Option(names = "--for", paramLabel = "TIME", converter = DurationConverter.class,
			description = "Stop by itself after this time. Default: never.")
	private @Nullable Duration duration;

	@Option(names = { "-q", "--quiet" }, description = "Do not show what happens while it happens.")
	private boolean quiet;

	@Override
	public Integer call() throws InterruptedException {
		RelaySettings settings = settings();
		PrintWriter err = this.spec.commandLine().getErr();
		try (Interruption interruption = new Interruption(); Relay relay = Relay.start(settings)) {
			err.printf(Locale.ROOT, "rushb relay: port %d to %s:%d, seed %d; Ctrl-C stops it%n", relay.port(),
					Printable.of(this.server.getHostString()), this.server.getPort(), settings.seed());
			return serve(relay, interruption).value();
		}
		catch (IOException ex) {
			err.printf(Locale.ROOT,
					"rushb: cannot listen on %s port %d: %s: choose an address of this machine and a"
							+ " port that is free, from 1024 on without privileges%n",
					this.listen.getAddress().getHostAddress(), this.listen.getPort(), ex.getMessage());
			return ExitCode.LOCAL_FILE.value();
		}
	}

	/** Waits until it is interrupted, its time is over, or it fails. */
	ExitCode serve(Relay relay, Interruption interruption) throws InterruptedException {
		PrintWriter err = this.spec.commandLine().getErr();
		watch(relay, interruption, err);
		report(relay);
		Throwable failure = relay.failure();
		if (failure != null) {
			err.println("rushb: the relay has stopped by itself: " + failure + ": start it again");
			return ExitCode.DEFECT;
		}
		return ExitCode.FETCHED;
	}

	private RelaySettings settings() {
		try {
			return new RelaySettings(this.listen, servers(),
					new Impairments(this.loss, this.burst, this.corrupt, this.duplicate, this.reorder, this.delay,
							this.jitter),
					this.blackhole, (this.seed != null) ? this.seed : ThreadLocalRandom.current().nextInt(1_000_000),
					this.clients);
		}
		catch (IllegalArgumentException ex) {
			throw new ParameterException(this.spec.commandLine(), ex.getMessage(), ex);
		}
	}

	/** All addresses of the name: the server may be at any of them. */
	private List<InetSocketAddress> servers() {
		List<InetSocketAddress> servers = new ArrayList<>();
		try {
			for (InetAddress address : HostAddresses.of(this.server.getHostString())) {
				servers.add(new InetSocketAddress(address, this.server.getPort()));
			}
		}
		catch (UnknownHostException ex) {
			servers.add(this.server); // it was known a moment ago
		}
		if (servers.stream().anyMatch(this::isItself)) {
			throw new IllegalArgumentException("--to is where the relay itself listens: name the server");
		}
		return servers;
	}

	private boolean isItself(InetSocketAddress to) {
		InetAddress own = this.listen.getAddress();
		InetAddress other = to.getAddress();
		return other != null && to.getPort() == this.listen.getPort()
				&& (other.equals(own) || (own.isAnyLocalAddress() && isOfThisMachine(other)));
	}

	private static boolean isOfThisMachine(InetAddress address) {
		try {
			return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
		}
		catch (SocketException ex) {
			return false; // then nobody knows
		}
	}

	private void watch(Relay relay, Interruption interruption, PrintWriter err) throws InterruptedException {
		boolean show = !this.quiet && ErrorOutput.isTerminal();
		long end = (this.duration != null) ? System.nanoTime() + this.duration.toNanos() : Long.MAX_VALUE;
		long left = end - System.nanoTime();
		while (left > 0 && relay.failure() == null
				&& !interruption.await(Math.min(left, TimeUnit.SECONDS.toNanos(1)))) {
			if (show) {
				RelayReport report = relay.report();
				err.printf(Locale.ROOT, "\r%d clients; to server %d of %d; to clients %d of %d   ", report.clients(),
						report.toServer().sent(), report.toServer().seen(), report.toClients().sent(),
						report.toClients().seen());
				err.flush();
			}
			left = end - System.nanoTime();
		}
		if (show) {
			err.println();
		}
	}

	private void report(Relay relay) {
		RelayReport report = relay.report();
		PrintWriter out = this.spec.commandLine().getOut();
		out.println("to server:  " + report.toServer());
		out.println("to clients: " + report.toClients());
		out.println("clients:    " + report.clients()
				+ ((report.returned() > 0) ? ", " + report.returned()
						+ " of them came back after they had to go for others: allow more with --clients" : "")
				+ ((report.refused() > 0) ? ", " + report.refused()
						+ " datagrams found no free socket: allow more open files, or fewer clients with --clients"
						: ""));
		if (report.addressesLeftOut() > 0) {
			out.println("addresses:  " + report.addressesLeftOut() + " of this machine's found no room: clients that"
					+ " ask them are answered from another, unless --listen names the one that they ask");
		}
		out.flush();
	}

}
