package io.rushb.client.exchange;

/**
 * Measures how long nothing new has come from the server, and decides how long that may
 * last. Times are nanoseconds on the clock of the exchange.
 */
public final class Patience {

	/**
	 * One attempt may take this part of the whole time, because other attempts need time
	 * too.
	 */
	private static final int PARTS = 3;

	/**
	 * The least time of an attempt, in retransmission timeouts: a slow or lossy path
	 * needs longer.
	 */
	private static final int ROUNDS = 7;

	/**
	 * The same for a strict client, whose timeout is 5 s: 15 s, in which an older server
	 * repeats three times.
	 */
	private static final int STRICT_ROUNDS = 3;

	private final long giveUp;

	private final int rounds;

	private long quietSince;

	private long overdueAt;

	Patience(ExchangeSettings settings) {
		this.giveUp = settings.giveUp().toNanos();
		this.rounds = settings.strict() ? STRICT_ROUNDS : ROUNDS;
	}

	/** An exchange begins. Perhaps nothing new had come for some time before. */
	void begin(long now, long quietSince, long timeout) {
		this.quietSince = quietSince;
		this.overdueAt = now + Math.max(this.giveUp / PARTS, this.rounds * timeout);
	}

	/** Something new has come. */
	void heard(long now, long timeout) {
		begin(now, now, timeout);
	}

	/**
	 * Excludes time in which the client did not listen, because a full pipe or a slow
	 * disk blocked it.
	 * @param nanos how long, in nanoseconds
	 */
	public void excuse(long nanos) {
		this.quietSince += nanos;
		this.overdueAt += (this.overdueAt != Long.MAX_VALUE) ? nanos : 0;
	}

	/** All bytes are there: another attempt could bring nothing. */
	void settle() {
		this.overdueAt = Long.MAX_VALUE;
	}

	long giveUpAt() {
		return this.quietSince + this.giveUp;
	}

	/**
	 * Returns since when nothing new has come.
	 * @return the time of the last new packet; before the first one the time that the
	 * exchange was started with
	 */
	public long quietSince() {
		return this.quietSince;
	}

	/**
	 * Returns whether to start over. When nothing new has come for long, the server or a
	 * NAT on the way has probably forgotten this exchange, and starting over is better
	 * than waiting. That is so after a third of the time after which the exchange is
	 * given up, but not before seven retransmission timeouts (three of a strict client),
	 * as they were when the last new packet came. It is never so once all bytes are
	 * there.
	 * @param now the time
	 * @return whether to start over
	 */
	public boolean isOverdue(long now) {
		return now >= this.overdueAt;
	}

}
