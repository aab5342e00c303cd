package io.rushb.client.channels;

import java.util.concurrent.TimeUnit;

/**
 * Spreads packets over time: packets that came in a burst do not leave in one, because it
 * would overflow a small queue on the path.
 */
final class Pacer {

	/**
	 * How far sending may catch up, because the driver's timers are no finer.
	 */
	static final long CREDIT = TimeUnit.MILLISECONDS.toNanos(1);

	/** A little faster than the window, so that the window decides and not the pace. */
	private static final double GAIN = 1.25;

	private long nextAt = Long.MIN_VALUE;

	/** Whether a packet may be sent now. */
	boolean isReady(long now) {
		return this.nextAt <= now;
	}

	long nextAt() {
		return this.nextAt;
	}

	/** Packets were sent: a window of them in a round trip is the pace. */
	void sent(int packets, double window, long roundTrip, long now) {
		long interval = (long) (roundTrip / (GAIN * window));
		this.nextAt = Math.max(this.nextAt, now - CREDIT) + packets * interval;
	}

}
