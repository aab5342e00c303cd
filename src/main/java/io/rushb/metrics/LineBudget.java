package io.rushb.metrics;

import java.util.concurrent.TimeUnit;

/**
 * How many lines of one kind the log may have in a second. Forged requests cost a sender
 * nothing, and must not fill the disk. Used by one thread at a time.
 */
final class LineBudget {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private final int perSecond;

	private long secondBegan;

	private int used;

	private long leftOut;

	/**
	 * Makes a budget.
	 * @param perSecond the most lines in a second
	 * @param now the time in nanoseconds
	 */
	LineBudget(int perSecond, long now) {
		this.perSecond = perSecond;
		this.secondBegan = now;
	}

	/** Takes one of this second's lines; returns whether there was one. */
	boolean take(long now) {
		if (now - this.secondBegan >= SECOND) {
			this.secondBegan = now;
			this.used = 0;
		}
		if (this.used < this.perSecond) {
			this.used++;
			return true;
		}
		this.leftOut++;
		return false;
	}

	/** How many lines were left out since this was last asked. */
	long takeLeftOut() {
		long count = this.leftOut;
		this.leftOut = 0;
		return count;
	}

}
