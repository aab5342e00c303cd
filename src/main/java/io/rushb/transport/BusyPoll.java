package io.rushb.transport;

/**
 * Whether to look for the next datagram again and again before going to sleep. Being
 * woken up takes tens of microseconds, much of the round trip of a client near by; but
 * looking takes a processor. So it is worth it only while datagrams come soon.
 */
final class BusyPoll {

	/** The inverse of a wait's weight in the average. */
	private static final int WEIGHT = 8;

	/**
	 * The most that one wait counts, in multiples of the limit, so that a pause is soon
	 * forgotten.
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

	/** Tells how long it took until a datagram came, in nanoseconds. */
	void waited(long nanos) {
		this.average += (Math.min(nanos, LONGEST * this.limit) - this.average) / WEIGHT;
	}

}
