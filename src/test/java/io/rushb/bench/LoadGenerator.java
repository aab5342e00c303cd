package io.rushb.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * Many clients in one thread (or a few) that fetch a file over loopback for a bounded
 * time, check every byte, and count.
 * <p>
 * What it prints on one line: data packets per second; completed transfers; how often a
 * client said its last thing again because the server was silent; copies received;
 * packets that were not what they must be (0 in a valid run); the fewest and the most
 * packets of a client; and the share of the time that the generator's busiest thread used
 * of its processor: near 1 it may be the bottleneck itself.
 */
public final class LoadGenerator {

	private final List<BenchClient> clients = new ArrayList<>();

	private final Selector selector;

	private final long repeatAfter;

	private long measuredNanos;

	private double cpu;

	private long[] before = {};

	private LoadGenerator(Dialogue dialogue, InetSocketAddress server, int count, Arguments arguments)
			throws IOException {
		this.selector = Selector.open();
		this.repeatAfter = TimeUnit.MILLISECONDS.toNanos(arguments.number("repeat-after", 500));
		for (int i = 0; i < count; i++) {
			this.clients.add(new BenchClient(dialogue, server, this.selector, arguments.fraction("loss"), i));
		}
	}

	/**
	 * Puts load on a server at the loopback address.
	 * @param args see {@code bench/README.md}; with {@code write=} makes the file and
	 * ends
	 * @throws Exception if sockets fail
	 */
	public static void main(String[] args) throws Exception {
		Arguments arguments = Arguments.of(args);
		byte[] file = Dialogue.file(arguments.number("size", 1024 * 1024));
		String target = arguments.text("write", "");
		if (!target.isEmpty()) {
			Files.write(Path.of(target), file);
			return;
		}
		String name = arguments.text("name", "bench.bin");
		Dialogue dialogue = arguments.text("protocol", "rushb").equals("tftp") ? Dialogue.tftp(file, name)
				: Dialogue.rushb(file, name, arguments.flag("chk"));
		InetSocketAddress server = new InetSocketAddress(InetAddress.getByName("127.0.0.1"),
				arguments.number("port", 3200));
		List<LoadGenerator> generators = new ArrayList<>();
		int threads = arguments.number("threads", 1);
		int clients = arguments.number("clients", 64);
		for (int i = 0; i < threads; i++) {
			generators.add(new LoadGenerator(dialogue, server, (clients + i) / threads, arguments));
		}
		run(generators, arguments.number("warmup-ms", 2000), arguments.number("millis", 4000));
		System.out.println(report(generators));
	}

	private static void run(List<LoadGenerator> generators, int warmUp, int millis) throws InterruptedException {
		List<Thread> running = new ArrayList<>();
		for (LoadGenerator generator : generators) {
			Thread thread = new Thread(() -> generator.run(warmUp, millis));
			thread.start();
			running.add(thread);
		}
		for (Thread thread : running) {
			thread.join();
		}
	}

	private void run(int warmUp, int millis) {
		try {
			long start = System.nanoTime();
			for (BenchClient client : this.clients) {
				client.start(start);
			}
			work(start + TimeUnit.MILLISECONDS.toNanos(warmUp));
			this.before = this.clients.stream().mapToLong(BenchClient::packets).toArray();
			long cpuBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
			long measured = System.nanoTime();
			work(measured + TimeUnit.MILLISECONDS.toNanos(millis));
			this.measuredNanos = System.nanoTime() - measured;
			long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuBefore;
			this.cpu = (double) used / this.measuredNanos;
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	private void work(long until) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocateDirect(2048);
		long lookAgainAt = 0;
		for (long now = System.nanoTime(); now < until; now = System.nanoTime()) {
			long present = now;
			this.selector.select((key) -> read(key, buffer, present), 20);
			if (now >= lookAgainAt) {
				lookAgainAt = now + TimeUnit.MILLISECONDS.toNanos(20);
				for (BenchClient client : this.clients) {
					client.repeatAfter(this.repeatAfter, now);
				}
			}
		}
	}

	private static void read(SelectionKey key, ByteBuffer buffer, long now) {
		try {
			((BenchClient) key.attachment()).read(buffer, now);
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	private static String report(List<LoadGenerator> generators) {
		double rate = 0;
		double cpu = 0;
		long fewest = Long.MAX_VALUE;
		long most = 0;
		for (LoadGenerator generator : generators) {
			for (int i = 0; i < generator.clients.size(); i++) {
				long packets = generator.clients.get(i).packets() - generator.before[i];
				rate += packets * 1e9 / generator.measuredNanos;
				fewest = Math.min(fewest, packets);
				most = Math.max(most, packets);
			}
			cpu = Math.max(cpu, generator.cpu);
		}
		return String.format(Locale.ROOT,
				"rate=%.0f total=%d transfers=%d repeats=%d copies=%d surprises=%d fewest=%d most=%d cpu=%.2f", rate,
				sum(generators, BenchClient::packets), sum(generators, BenchClient::transfers),
				sum(generators, BenchClient::repeats), sum(generators, BenchClient::copies),
				sum(generators, BenchClient::surprises), fewest, most, cpu);
	}

	private static long sum(List<LoadGenerator> generators, ToLongFunction<BenchClient> value) {
		return generators.stream().flatMap((generator) -> generator.clients.stream()).mapToLong(value).sum();
	}

}
