package io.rushb.client.channels;

import java.util.Arrays;

/**
 * Estimates of the round trip, from exchanges that were sent once. All in nanoseconds.
 */
final class RoundTrips {

	/** The weight of a new sample in the smoothed value (RFC 6298). */
	private static final int WEIGHT = 8;

	private final long[] latest;

	private int samples;

	private double smoothed;

	/** The least since the last probe, and between the last and the one before it. */
	private long least = Long.MAX_VALUE;

	private long leastBefore = Long.MAX_VALUE;

	/** The least of this round, without the client's own delay. */
	private long standing = Long.MAX_VALUE;

	private long greatest;

	private long greatestBefore;

	RoundTrips(int latest) {
		this.latest = new long[latest];
		Arrays.fill(this.latest, Long.MAX_VALUE);
	}

	/**
	 * An exchange was answered.
	 * @param roundTrip until the answer was read
	 * @param atLeast until the client last looked without finding it
	 */
	void sample(long roundTrip, long atLeast) {
		this.smoothed = (this.smoothed == 0) ? roundTrip : this.smoothed + (roundTrip - this.smoothed) / WEIGHT;
		this.least = Math.min(this.least, roundTrip);
		long path = Math.max(this.least(), Math.min(atLeast, roundTrip));
		this.latest[this.samples++ % this.latest.length] = path;
		this.standing = Math.min(this.standing, path);
		this.greatest = Math.max(this.greatest, roundTrip);
	}

	/** Begins a round; a round without a sample changes nothing. */
	void nextRound() {
		if (hasStanding()) {
			this.greatestBefore = this.greatest;
			this.greatest = 0;
			this.standing = Long.MAX_VALUE;
		}
	}

	/** Forgets the least round trip from before the previous call. */
	void forgetLeast() {
		this.leastBefore = this.least;
		this.least = Long.MAX_VALUE;
	}

	boolean isKnown() {
		return this.samples > 0;
	}

	/** Whether there was a sample in this round. */
	boolean hasStanding() {
		return this.standing != Long.MAX_VALUE;
	}

	/**
	 * The least of this round: what is more than {@link #least} is a queue that did not
	 * drain in a whole round trip.
	 */
	long standing() {
		return this.standing;
	}

	/**
	 * With the client's own delay: who is slow needs no faster pace. Without it, twice as
	 * many packets were repeated on loopback.
	 */
	long smoothed() {
		return (long) this.smoothed;
	}

	long least() {
		return Math.min(this.least, this.leastBefore);
	}

	long leastOfLatest() {
		long result = Long.MAX_VALUE;
		for (long one : this.latest) {
			result = Math.min(result, one);
		}
		return result;
	}

	/** The greatest of this round and the one before. */
	long greatest() {
		return Math.max(this.greatest, this.greatestBefore);
	}

}
