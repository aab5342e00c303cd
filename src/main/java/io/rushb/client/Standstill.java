package io.rushb.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Notices that nothing gets on though the server answers: it may be unable to read the
 * file, or have no room for parts (rule P8) for a long time.
 */
final class Standstill {

	/** A free seat takes longer than an answer where many share the server. */
	private static final int TIMES = 4;

	private static final long LEAST = TimeUnit.MINUTES.toNanos(1);

	private final long most;

	private long before = -1;

	private long since;

	/**
	 * Begins with nothing.
	 * @param giveUp how long nothing may come from the server
	 */
	Standstill(Duration giveUp) {
		this.most = Math.max(TIMES * giveUp.toNanos(), LEAST);
	}

	/**
	 * Looks at what has come so far.
	 * @param done it, in whatever unit
	 * @param now the time
	 * @return whether it has not become more for too long
	 */
	boolean isOver(long done, long now) {
		this.since = (done > this.before) ? now : this.since;
		this.before = done;
		return now - this.since >= this.most;
	}

}
