package io.rushb.endpoint;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What stop and wait takes with the timer of RFC 6298 and nothing else: each session
 * begins at one second, and a timeout stays backed off until a packet is delivered at the
 * first try (Karn's rule). Floors and ceiling are those of rule T1.
 */
final class PlainTimer {

	private static final long INITIAL = Duration.ofSeconds(1).toNanos();

	private static final long FLOOR = Duration.ofMillis(20).toNanos();

	private static final long COLD_FLOOR = Duration.ofMillis(200).toNanos();

	private static final int COLD_SAMPLES = 16;

	private static final long CEILING = Duration.ofSeconds(4).toNanos();

	private final double loss;

	private final long roundTrip;

	private final SplittableRandom random;

	private long now;

	private long timeout;

	private int samples;

	/**
	 * Makes a path that is shorter than the floors.
	 * @param loss each way, 0 to 1
	 */
	PlainTimer(double loss, long roundTrip, long seed) {
		this.loss = loss;
		this.roundTrip = roundTrip;
		this.random = new SplittableRandom(seed);
	}

	/** How many nanoseconds the delivery of these packets takes. */
	long fetch(int packets) {
		long begun = this.now;
		this.timeout = INITIAL;
		this.samples = 0;
		for (int packet = 0; packet < packets; packet++) {
			deliver();
		}
		return this.now - begun;
	}

	/** How many packets of files of this length are delivered within a time. */
	int packetsWithin(long time, int length) {
		int delivered = 0;
		while (this.now < time) {
			fetch(length);
			delivered += length;
		}
		return delivered;
	}

	private void deliver() {
		boolean repeated = false;
		while (isLost() || isLost()) { // the packet or its answer
			this.now += this.timeout;
			this.timeout = Math.min(2 * this.timeout, CEILING);
			repeated = true;
		}
		this.now += this.roundTrip;
		if (!repeated) {
			this.samples++;
			this.timeout = (this.samples < COLD_SAMPLES) ? COLD_FLOOR : FLOOR;
		}
	}

	private boolean isLost() {
		return this.random.nextDouble() < this.loss;
	}

}
