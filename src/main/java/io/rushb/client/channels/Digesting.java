package io.rushb.client.channels;

import java.util.concurrent.TimeUnit;

/**
 * Decides when to ask for the SHA-256 that the server is computing (rule C5).
 */
final class Digesting {

	/** The digest of a small file is there after this time. */
	private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(10);

	private static final long MOST = TimeUnit.SECONDS.toNanos(1);

	private final long wait;

	private long end = Long.MAX_VALUE;

	private long pause = FIRST;

	private boolean begun;

	/**
	 * A wait.
	 * @param wait the longest, in nanoseconds
	 */
	Digesting(long wait) {
		this.wait = wait;
	}

	void begin(long now) {
		this.begun = true;
		this.end = now + this.wait;
		this.pause = FIRST;
	}

	boolean isWaiting() {
		return this.begun;
	}

	boolean isOver(long now) {
		return now >= this.end;
	}

	/** When to ask: soon at first, then less and less often. */
	long next(long now) {
		long at = now + this.pause;
		this.pause = Math.min(2 * this.pause, MOST);
		return Math.min(at, Math.max(this.end, now));
	}

}
