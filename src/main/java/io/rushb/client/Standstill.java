package io.rushb.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Notices that a fetch makes no progress though the server answers: it may be unable to
 * read the file, or have no room for parts (rule P8) for a long time. Time in which the
 * client is blocked by a full pipe, or is stopped, does not count.
 */
final class Standstill {

	/** If many share the server, a free channel takes longer than an answer. */
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
	 * Checks the progress.
	 * @param done the progress so far, in any unit
	 * @param now the time
	 * @return whether there was no progress for too long
	 */
	boolean isOver(long done, long now) {
		this.since = (done > this.before) ? now : this.since;
		this.before = done;
		return this.quiet.isOver(this.since, now);
	}

}
