package io.rushb.bench;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.rushb.client.Cancellation;
import io.rushb.client.FetchListener;
import io.rushb.client.FetchResult;
import io.rushb.client.RushbClient;
import io.rushb.client.RushbUri;

/**
 * Clients of several servers behind one balancer; in the second round one of the servers
 * is killed while every client is in the middle of its transfer. Run by
 * {@code deploy/nginx/test.sh}.
 */
public final class BalancedClients {

	private static final int PATIENCE_SECONDS = 60;

	private final RushbUri uri;

	private final int clients;

	private final Path directory;

	private final byte[] content;

	private final List<Backend> backends;

	private final HttpClient http = HttpClient.newHttpClient();

	private BalancedClients(Arguments arguments) throws IOException {
		this.uri = new RushbUri("127.0.0.1", arguments.number("port", 3200), "file");
		this.clients = arguments.number("clients", 200);
		this.directory = Path.of(arguments.text("files", "."));
		this.content = new byte[arguments.number("size", 300_000)];
		new Random(42).nextBytes(this.content);
		this.content[this.content.length - 1] = 1; // S5
		Files.write(this.directory.resolve("file"), this.content);
		this.backends = Arrays.stream(arguments.text("backends", "").split(",")).map(Backend::parse).toList();
	}

	/**
	 * Runs both rounds, prints what happened, and fails if anything is not as it should
	 * be. With {@code port=any} prints a free port only.
	 * @param args {@code port=} of the balancer, {@code backends=} as process id and HTTP
	 * port with a colon between them, {@code files=} the directory served,
	 * {@code clients=} how many, {@code size=} of the file in bytes
	 * @throws Exception if something is wrong
	 */
	public static void main(String[] args) throws Exception {
		Arguments arguments = Arguments.of(args);
		if (arguments.text("port", "").equals("any")) {
			try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
				System.out.println(socket.getLocalPort());
			}
			return;
		}
		BalancedClients test = new BalancedClients(arguments);
		test.allAreServed();
		test.oneIsKilled();
		System.out.println("balanced: all well");
		System.exit(0); // The HTTP client has threads of its own.
	}

	private void allAreServed() throws Exception {
		Round round = new Round(0);
		round.awaitTheMiddle();
		List<Integer> active = active();
		round.goOn();
		round.finish();
		System.out.printf(Locale.ROOT,
				"all alive: %d clients, %d bytes each, every byte right; the second half took %.1f s%n", this.clients,
				this.content.length, round.seconds());
		System.out.printf("  sessions in mid-transfer by server: %s%n", active);
		long completed = sum("rushb_sessions_total", "outcome=\"completed\"");
		long others = sum("rushb_sessions_total", "outcome=") - completed;
		long strays = sum("rushb_packets_ignored_total", "reason=\"no_session\"");
		System.out.printf(
				"  sessions completed: %d, ended otherwise: %d, packets at a server without their session: %d%n",
				completed, others, strays);
		check(round.startedOver() == 0, "a client started over");
		check(active.stream().mapToInt(Integer::intValue).sum() == this.clients, "not one session for each client");
		check(active.stream().allMatch((sessions) -> sessions > 0), "a server has no client");
		check(completed == this.clients && others == 0 && strays == 0, "a client was not at one server all the time");
	}

	private void oneIsKilled() throws Exception {
		long before = sum("rushb_sessions_total", "outcome=\"completed\"") - completed(this.backends.get(0));
		Round round = new Round(1);
		round.awaitTheMiddle();
		List<Integer> active = active();
		ProcessHandle victim = ProcessHandle.of(this.backends.get(0).process()).orElseThrow();
		victim.destroyForcibly();
		victim.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		round.goOn();
		round.finish();
		System.out.printf(Locale.ROOT,
				"one killed: %d clients, %d bytes each, every byte right, %.1f s from its end to the last byte%n",
				this.clients, this.content.length, round.seconds());
		long completed = sum("rushb_sessions_total", "outcome=\"completed\"") - before;
		System.out.printf("  sessions in mid-transfer by server: %s; the first was killed%n", active);
		System.out.printf(
				"  clients that started over: %d; the others needed one attempt; the most needed by any: %d%n",
				round.startedOver(), round.mostAttempts());
		System.out.printf("  sessions completed by the two others: %d%n", completed);
		check(active.get(0) > 0, "the killed server had no client");
		check(round.startedOver() == active.get(0), "not exactly the killed server's clients started over");
		check(completed == this.clients, "not one completed session for each client");
	}

	private List<Integer> active() throws Exception {
		List<Integer> active = new ArrayList<>();
		for (Backend backend : this.backends) {
			active.add((int) backend.sum(this.http, "rushb_sessions_active", ""));
		}
		return active;
	}

	private long completed(Backend backend) throws Exception {
		return backend.sum(this.http, "rushb_sessions_total", "outcome=\"completed\"");
	}

	/** Over all servers that live. */
	private long sum(String meter, String tag) throws Exception {
		long sum = 0;
		for (Backend backend : this.backends) {
			if (ProcessHandle.of(backend.process()).map(ProcessHandle::isAlive).orElse(false)) {
				sum += backend.sum(this.http, meter, tag);
			}
		}
		return sum;
	}

	private static void check(boolean right, String wrong) {
		if (!right) {
			System.out.println("WRONG: " + wrong);
			System.exit(1);
		}
	}

	/** One server. */
	private record Backend(long process, int port) {

		static Backend parse(String text) {
			String[] parts = text.split(":");
			return new Backend(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
		}

		long sum(HttpClient http, String meter, String tag) throws IOException, InterruptedException {
			URI uri = URI.create("http://127.0.0.1:" + this.port + "/actuator/prometheus");
			String text = http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()).body();
			Matcher matcher = Pattern.compile("^" + meter + "(\\{.*\\})? ([0-9.E]+)$", Pattern.MULTILINE).matcher(text);
			double sum = 0;
			while (matcher.find()) {
				sum += matcher.group().contains(tag) ? Double.parseDouble(matcher.group(2)) : 0;
			}
			return (long) sum;
		}

	}

	/** All clients fetch once, and wait for each other when they have half of it. */
	private final class Round {

		private final CountDownLatch middle = new CountDownLatch(BalancedClients.this.clients);

		private final CountDownLatch signal = new CountDownLatch(1);

		private final List<Future<FetchResult>> fetches = new ArrayList<>();

		private final List<FetchResult> results = new ArrayList<>();

		private final RushbClient client = RushbClient.builder().build();

		private long begun = System.nanoTime();

		private double seconds;

		Round(int number) throws IOException {
			Path targets = Files.createDirectories(BalancedClients.this.directory.resolveSibling("round-" + number));
			ExecutorService threads = Executors.newFixedThreadPool(BalancedClients.this.clients, (task) -> {
				Thread thread = new Thread(task);
				thread.setDaemon(true);
				return thread;
			});
			for (int i = 0; i < BalancedClients.this.clients; i++) {
				Path target = targets.resolve(Integer.toString(i));
				this.fetches.add(threads.submit(() -> fetch(target)));
			}
			threads.shutdown();
		}

		private FetchResult fetch(Path target) throws IOException {
			FetchListener listener = new FetchListener() {

				private boolean waited;

				@Override
				public void progress(long bytes, long packets, long retransmissions) {
					if (!this.waited && bytes > BalancedClients.this.content.length / 2) {
						this.waited = true;
						Round.this.middle.countDown();
						await(Round.this.signal);
					}
				}

			};
			FetchResult result = this.client.fetch(BalancedClients.this.uri, target, listener, new Cancellation());
			check(Arrays.equals(Files.readAllBytes(target), BalancedClients.this.content), target + " has other bytes");
			return result;
		}

		private void await(CountDownLatch latch) {
			try {
				check(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS), "not all clients got to the middle in time");
			}
			catch (InterruptedException ex) {
				throw new AssertionError(ex);
			}
		}

		void awaitTheMiddle() {
			await(this.middle);
		}

		void goOn() {
			this.signal.countDown();
			this.begun = System.nanoTime();
		}

		void finish() throws Exception {
			for (Future<FetchResult> fetch : this.fetches) {
				this.results.add(fetch.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
			}
			this.seconds = (System.nanoTime() - this.begun) / 1e9;
		}

		double seconds() {
			return this.seconds;
		}

		long startedOver() {
			return this.results.stream().filter((result) -> result.attempts() > 1).count();
		}

		int mostAttempts() {
			return this.results.stream().mapToInt(FetchResult::attempts).max().orElse(0);
		}

	}

}
