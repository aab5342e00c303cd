package io.rushb.transport;

/**
 * Decides whether to poll for the next datagram before going to sleep. Waking up takes
 * tens of microseconds, much of the round trip of a nearby client; but polling occupies a
 * processor. So it pays only while datagrams come soon.
 */
final class BusyPoll {

	/** The inverse of a wait's weight in the average. */
	private static final int WEIGHT = 8;

	/**
	 * The most that one wait counts in the average, in multiples of the limit: so one
	 * long pause is soon forgotten.
	 */
	private static final int LONGEST = 10;

	private final long limit;

	private long average;

	/**
	 * Makes one that has seen no datagram come soon.
	 * @param limit how long to look at most, in nanoseconds; 0 for never
	 */
	BusyPoll(long limit) {
		this.limit = limit;
		this.average = LONGEST * limit;
	}

	/** How long to look now, in nanoseconds, before going to sleep. */
	long patience() {
		return (this.average < this.limit) ? this.limit : 0;
	}

	/** Takes into account how long a datagram took to come, in nanoseconds. */
	void waited(long nanos) {
		this.average += (Math.min(nanos, LONGEST * this.limit) - this.average) / WEIGHT;
	}

}
