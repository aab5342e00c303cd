package io.rushb.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long nothing has come while the client listened. Time does not count in which the
 * client was blocked by a full pipe or a slow disk, or was stopped.
 */
final class QuietTime {

	/** The client looks ten times a second; in a longer gap it did not listen. */
	private static final long LONGEST = TimeUnit.SECONDS.toNanos(1);

	private final long most;

	private long lookedAt;

	private long heardAt = Long.MIN_VALUE;

	private long quiet;

	/**
	 * Begins to listen.
	 * @param giveUp how long nothing may come
	 * @param now the time
	 */
	QuietTime(Duration giveUp, long now) {
		this.most = giveUp.toNanos();
		this.lookedAt = now;
	}

	/**
	 * Checks whether something has come.
	 * @param heard when something came last
	 * @param now the time
	 * @return whether nothing has come for too long
	 */
	boolean isOver(long heard, long now) {
		this.quiet = (heard != this.heardAt) ? Math.min(now - heard, LONGEST)
				: this.quiet + Math.min(now - this.lookedAt, LONGEST);
		this.heardAt = heard;
		this.lookedAt = now;
		return this.quiet >= this.most;
	}

}
