package io.rushb.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Notices that nothing gets on though the server answers: it may be unable to read the
 * file, or have no room for parts (rule P8) for a long time. A client that is kept by a
 * full pipe, or is stopped, does not get on either: that time does not count.
 */
final class Standstill {

	/** A free seat takes longer than an answer where many share the server. */
	private static final int TIMES = 4;

	private static final long LEAST = TimeUnit.MINUTES.toNanos(1);

	private final QuietTime quiet;

	private long before = -1;

	private long since;

	/**
	 * Begins with nothing.
	 * @param giveUp how long nothing may come from the server
	 * @param now the time
	 */
	Standstill(Duration giveUp, long now) {
		this.quiet = new QuietTime(Duration.ofNanos(Math.max(TIMES * giveUp.toNanos(), LEAST)), now);
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
		return this.quiet.isOver(this.since, now);
	}

}
