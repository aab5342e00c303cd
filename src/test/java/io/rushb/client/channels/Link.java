package io.rushb.client.channels;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * One way of a path: a bottleneck with a rate and a queue, a delay, and loss by chance.
 */
final class Link {

	/** What a packet of ours takes on the wire: IP and UDP headers, and 1472 bytes. */
	static final int PACKET = 1500;

	private final VirtualTime time;

	private final double nanosPerByte;

	private final long delay;

	private final long queue;

	double loss;

	private final SplittableRandom random;

	private long freeAt;

	long carried;

	long lost;

	long dropped;

	private final List<Long> waits = new ArrayList<>();

	/**
	 * A link.
	 * @param rate in Mbit/s; 0 for as fast as can be
	 * @param delayMillis one way
	 * @param queue in KiB
	 */
	Link(VirtualTime time, double rate, double delayMillis, int queue, double loss, long seed) {
		this.time = time;
		this.nanosPerByte = (rate > 0) ? 8000 / rate : 0;
		this.delay = (long) (delayMillis * TimeUnit.MILLISECONDS.toNanos(1));
		this.queue = (rate > 0) ? (long) (queue * 1024 * this.nanosPerByte) : Long.MAX_VALUE;
		this.loss = loss;
		this.random = new SplittableRandom(seed);
	}

	/** How long a packet waits at most, of this share of the packets; in nanoseconds. */
	long waitOf(double share) {
		List<Long> sorted = this.waits.stream().sorted().toList();
		return sorted.get((int) (share * (sorted.size() - 1)));
	}

	void send(int bytes, Runnable arrival) {
		long now = this.time.now();
		if (this.random.nextDouble() < this.loss) {
			this.lost++;
			return;
		}
		long start = Math.max(this.freeAt, now);
		if (start - now > this.queue) {
			this.dropped++;
			return;
		}
		this.carried++;
		this.waits.add(start - now);
		this.freeAt = start + (long) (bytes * this.nanosPerByte);
		this.time.at(this.freeAt + this.delay, arrival);
	}

}
