package io.rushb.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

import io.rushb.client.Cancellation;
import io.rushb.client.FetchException;
import io.rushb.client.FetchListener;
import io.rushb.client.RushbClient;
import io.rushb.client.RushbUri;
import org.jspecify.annotations.Nullable;

/**
 * The clients of a benchmark, one thread each.
 */
final class Bench {

	private static final int PATIENCE_SECONDS = 10;

	/** How often to look whether all clients have given up. */
	private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private final RushbClient client;

	private final RushbUri uri;

	private final byte[] expected;

	private final int clients;

	private final Cancellation end = new Cancellation();

	private final LongAdder transfers = new LongAdder();

	private final LongAdder failures = new LongAdder();

	private final LongAdder mismatches = new LongAdder();

	private final LongAdder bytes = new LongAdder();

	private final LongAdder packets = new LongAdder();

	private final LongAdder retransmissions = new LongAdder();

	private final RoundTripHistogram roundTrips = new RoundTripHistogram();

	private final AtomicReference<@Nullable FetchException> firstFailure = new AtomicReference<>();

	private double elapsed;

	Bench(RushbClient client, RushbUri uri, byte[] expected, int clients) {
		this.client = client;
		this.uri = uri;
		this.expected = expected;
		this.clients = clients;
	}

	/** Runs until the time is over, it is interrupted, or all clients have given up. */
	void run(Duration duration, Interruption interruption) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(this.clients);
		long begun = System.nanoTime();
		for (int i = 0; i < this.clients; i++) {
			Thread thread = new Thread(() -> {
				try {
					work();
				}
				finally {
					done.countDown();
				}
			}, "rushb-bench-" + i);
			thread.setDaemon(true);
			thread.start();
		}
		long left = duration.toNanos();
		while (left > 0 && done.getCount() > 0 && !interruption.await(Math.min(left, LOOK_NANOS))) {
			left = duration.toNanos() - (System.nanoTime() - begun);
		}
		this.end.cancel();
		this.elapsed = (System.nanoTime() - begun) / 1e9;
		done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
	}

	private void work() {
		while (!this.end.isCancelled() && this.failures.sum() < this.clients) {
			Comparison comparison = new Comparison();
			try {
				this.client.fetch(this.uri, comparison, comparison, this.end);
				comparison.expectAll();
				this.transfers.increment();
			}
			catch (FetchException.Cancelled ex) {
				return;
			}
			catch (FetchException ex) {
				this.failures.increment();
				this.firstFailure.compareAndSet(null, ex);
			}
			finally {
				comparison.count();
			}
		}
	}

	ExitCode exitCode() {
		FetchException failure = this.firstFailure.get();
		if (this.mismatches.sum() > 0) {
			return ExitCode.DAMAGED;
		}
		return (failure != null) ? ErrorKind.of(failure).exitCode() : ExitCode.FETCHED;
	}

	String report() {
		double megabytes = this.bytes.sum() / 1e6;
		StringBuilder text = new StringBuilder();
		line(text, "transfers", "%d (%.1f/s)", this.transfers.sum(), this.transfers.sum() / this.elapsed);
		line(text, "rate", "%.2f MB/s", megabytes / this.elapsed);
		line(text, "packets", "%d (%.0f/s)", this.packets.sum(), this.packets.sum() / this.elapsed);
		line(text, "retransmissions", "%d", this.retransmissions.sum());
		line(text, "round trip", "p50 %s, p90 %s, p99 %s, p99.9 %s", millis(0.5), millis(0.9), millis(0.99),
				millis(0.999));
		line(text, "failed", "%d", this.failures.sum());
		line(text, "wrong bytes", "%d", this.mismatches.sum());
		FetchException failure = this.firstFailure.get();
		if (failure != null) {
			line(text, "first failure", "%s", Printable.of(failure.getMessage()));
		}
		return text.toString();
	}

	private String millis(double share) {
		return String.format(Locale.ROOT, "%.3f ms", this.roundTrips.percentile(share) / 1e6);
	}

	private static void line(StringBuilder text, String name, String format, Object... values) {
		text.append(String.format(Locale.ROOT, "%-17s", name + ":"))
			.append(String.format(Locale.ROOT, format, values))
			.append(System.lineSeparator());
	}

	/** One transfer: compares what comes with the first copy, and counts. */
	private final class Comparison extends OutputStream implements FetchListener {

		private int position;

		private boolean wrong;

		private long packetsSeen;

		private long retransmissionsSeen;

		@Override
		public void write(int value) throws IOException {
			write(new byte[] { (byte) value }, 0, 1);
		}

		@Override
		public void write(byte[] data, int offset, int length) {
			int end = Math.min(this.position + length, Bench.this.expected.length);
			this.wrong |= !Arrays.equals(data, offset, offset + length, Bench.this.expected, this.position, end);
			this.position = end;
			Bench.this.bytes.add(length);
		}

		/** The transfer is complete: then so must the bytes be. */
		void expectAll() {
			this.wrong |= this.position != Bench.this.expected.length;
		}

		void count() {
			if (this.wrong) {
				Bench.this.mismatches.increment();
			}
		}

		@Override
		public void progress(long bytes, long packets, long retransmissions) {
			Bench.this.packets.add(packets - this.packetsSeen);
			Bench.this.retransmissions.add(retransmissions - this.retransmissionsSeen);
			this.packetsSeen = packets;
			this.retransmissionsSeen = retransmissions;
		}

		@Override
		public void roundTrip(long nanos) {
			Bench.this.roundTrips.add(nanos);
		}

	}

}
