package io.rushb.client.channels;

import java.util.concurrent.TimeUnit;

/**
 * Decides when to ask for the stat of a file again.
 */
final class StatTimes {

	private static final long QUIET = TimeUnit.SECONDS.toNanos(2);

	/** A file without a tag was changed within two seconds (rule P2). */
	private static final long UNTAGGED_AGAIN = TimeUnit.MILLISECONDS.toNanos(500);

	/** To learn the SHA-256 early: a later run may need it to resume. */
	private static final long DIGEST_AGAIN = TimeUnit.SECONDS.toNanos(5);

	/** If many packets are lost, parts often fall silent without another reason. */
	private static final long DOUBTED_AGAIN = TimeUnit.SECONDS.toNanos(1);

	private long at = Long.MIN_VALUE;

	private long doubtAgainAt = Long.MIN_VALUE;

	/**
	 * Returns when it is time.
	 * @param quietSince since when nothing has come though parts are under way;
	 * {@link Long#MAX_VALUE} if none are
	 */
	long at(long quietSince) {
		return (quietSince == Long.MAX_VALUE) ? this.at : Math.min(this.at, quietSince + QUIET);
	}

	/** There is nothing more to learn but the SHA-256. */
	void forDigest(boolean isKnown, long now) {
		this.at = isKnown ? Long.MAX_VALUE : now + DIGEST_AGAIN;
	}

	void untagged(long now) {
		this.at = now + UNTAGGED_AGAIN;
	}

	/** A part has fallen silent: at once, unless that was the reason not long ago. */
	void doubted(long now) {
		if (now >= this.doubtAgainAt) {
			this.doubtAgainAt = now + DOUBTED_AGAIN;
			this.at = now;
		}
	}

	/** At this time, whatever was said before. */
	void set(long time) {
		this.at = time;
	}

}
