package io.rushb.check.script;

import java.util.concurrent.TimeUnit;

/**
 * The times that the kit waits. All follow from two figures, so that it works on a
 * network with delay and with servers of any timer.
 *
 * @param serverTimeout the server's retransmission timer, or the longest it gets, in
 * nanoseconds
 * @param roundTrip the round trip that was measured, in nanoseconds
 */
public record Times(long serverTimeout, long roundTrip) {

	/** Allowance for the processes of a busy machine. */
	private static final long SLACK = TimeUnit.MILLISECONDS.toNanos(500);

	/**
	 * Returns how long an immediate answer may take. It is well below the first timer of
	 * every server seen so far (1 s and more), so that a packet sent by the timer does
	 * not pass for it.
	 * @return a time in nanoseconds
	 */
	public long atOnce() {
		return this.serverTimeout / 5 + 2 * this.roundTrip;
	}

	/**
	 * Returns how long a packet may take that the timer sends.
	 * @return a time in nanoseconds
	 */
	public long timer() {
		return this.serverTimeout + this.serverTimeout / 4 + SLACK + 2 * this.roundTrip;
	}

	/**
	 * Returns how long the kit waits before it says that something never comes.
	 * @return a time in nanoseconds, longer than {@link #timer()}
	 */
	public long never() {
		return 2 * timer();
	}

	/**
	 * Returns how long the kit listens to find that nothing comes where an answer would
	 * come at once.
	 * @return a time in nanoseconds
	 */
	public long quiet() {
		return this.serverTimeout / 8 + 2 * this.roundTrip;
	}

}
