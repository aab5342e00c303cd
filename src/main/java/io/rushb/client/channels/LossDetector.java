package io.rushb.client.channels;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Finds the exchanges that are lost (rule C3).
 * <p>
 * <i>(a) Overtaken.</i> It was sent a quarter of a round trip or more before another one
 * that was sent once and has been answered (RFC 8985's idea). The quarter grows if
 * packets overtake each other, and shrinks again. After three tries this test no longer
 * applies.
 * <p>
 * <i>(b) Too old.</i> It is older than 1.25 times the greatest round trip of this round
 * and the one before, plus 20 ms. That doubles from the fourth try on. SRTT and RTTVAR
 * are not suitable, because they lag when queues grow.
 */
final class LossDetector {

	/** How long an exchange may be overtaken before it counts as lost, in round trips. */
	private static final double REORDERING = 0.25;

	private static final double MAX_REORDERING = 1;

	private static final double CALMING = 0.95;

	private static final double FALSE_SHARE = 0.01;

	/** The inaccuracy of timers: packets sent within this time count as sent at once. */
	private static final long MIN_LAG = TimeUnit.MILLISECONDS.toNanos(2);

	static final int OVERTAKEN_TRIES = 3;

	private static final double SLACK = 1.25;

	private static final long GRANULARITY = TimeUnit.MILLISECONDS.toNanos(20);

	/**
	 * While no round trip is known: a quarter of RFC 6298's initial timeout, doubling.
	 */
	private static final long INITIAL = TimeUnit.MILLISECONDS.toNanos(250);

	/** As the server's own (rule T1). */
	private static final long MAX_WAIT = TimeUnit.SECONDS.toNanos(4);

	/**
	 * An answer that comes sooner after a repair than this share of R does not answer the
	 * repair.
	 */
	private static final double TOO_SOON = 0.9;

	/** The server forgets a session that is silent for this long (rule P7). */
	private static final long FORGOTTEN = TimeUnit.SECONDS.toNanos(15);

	/**
	 * If other sessions are answered but one is not, for this time and three tries, the
	 * server has forgotten it.
	 */
	private static final long GONE = TimeUnit.SECONDS.toNanos(2);

	/** How long a denied session waits before it is asked for again. */
	private static final long DENIED = TimeUnit.MILLISECONDS.toNanos(100);

	private static final int GONE_TRIES = 3;

	/** An exchange that is lost, repaired and answered takes less than two patiences. */
	private static final int STALE = 2;

	/** That so many in a row are lost is unlikely, even where every third packet is. */
	private static final int HARDLY_LOST = 8;

	private final RoundTrips roundTrips;

	/** The least wait while no round trip is known, or the known one is old. */
	private long atLeast = INITIAL;

	/** When an exchange that was sent once was answered last. */
	private long sampledAt;

	/** How many were answered after a repair since then. */
	private int repairedInARow;

	/** Under way with fewer than three tries. */
	private final Flight young = new Flight();

	/**
	 * Under way with more tries. They are waited for much longer than a packet takes, so
	 * the window counts only those that were sent recently.
	 */
	private final Flight old = new Flight();

	private double reordering = REORDERING;

	private int overtaken;

	private int falsely;

	private long roundEnd = Long.MIN_VALUE;

	LossDetector(RoundTrips roundTrips) {
		this.roundTrips = roundTrips;
	}

	/** How many sent packets count against the window. */
	int underWay(long now) {
		return this.young.size() + doubtful(now);
	}

	/** How many of them were repaired three times without an answer. */
	int doubtful(long now) {
		return this.old.sentAfter(now - patience());
	}

	/** When the number of {@link #doubtful} falls without an answer. */
	long roomAt(long now) {
		Channel next = this.old.firstAfter(now - patience());
		return (next != null) ? next.sentAt + patience() : Long.MAX_VALUE;
	}

	/** Whether a session is doubtful after this many repairs. */
	static boolean isDoubtful(int tries) {
		return tries >= OVERTAKEN_TRIES;
	}

	void sent(Channel channel, long now) {
		channel.sentAt = now;
		if (channel.flight != null) {
			channel.flight.remove(channel);
		}
		(isDoubtful(channel.tries) ? this.old : this.young).add(channel);
	}

	void remove(Channel channel) {
		if (channel.flight != null) {
			channel.flight.remove(channel);
		}
	}

	/** Rule (a): those that an exchange sent once, and answered now, has overtaken. */
	List<Channel> overtakenBy(long sentAt, long now) {
		this.sampledAt = now;
		this.repairedInARow = 0;
		this.atLeast = 0;
		long limit = sentAt - Math.max((long) (this.reordering * this.roundTrips.smoothed()), MIN_LAG);
		Channel channel = this.young.first();
		if (channel == null || channel.sentAt > limit) {
			return List.of();
		}
		List<Channel> lost = new ArrayList<>();
		while (channel != null && channel.sentAt <= limit) {
			lost.add(channel);
			channel = channel.after;
		}
		this.overtaken += lost.size();
		return lost;
	}

	/** Rule (b). */
	List<Channel> tooOld(long now) {
		List<Channel> lost = new ArrayList<>();
		for (Channel channel = this.young.first(); channel != null && expiry(channel) <= now; channel = channel.after) {
			lost.add(channel);
		}
		for (Channel channel = this.old.first(); channel != null; channel = channel.after) {
			if (expiry(channel) <= now) {
				lost.add(channel);
			}
		}
		return lost;
	}

	long deadline() {
		Channel first = this.young.first();
		long deadline = (first != null) ? expiry(first) : Long.MAX_VALUE;
		for (Channel channel = this.old.first(); channel != null; channel = channel.after) {
			deadline = Math.min(deadline, expiry(channel));
		}
		return deadline;
	}

	private long expiry(Channel channel) {
		long wait = patience();
		int doublings = this.roundTrips.isKnown() ? Math.max(0, channel.tries - OVERTAKEN_TRIES + 1) : channel.tries;
		long most = (channel.isDenied() && this.roundTrips.isKnown()) ? Math.max(wait, DENIED) : MAX_WAIT;
		return channel.sentAt + Math.min(wait << Math.min(doublings, Short.SIZE), most);
	}

	/** How long an exchange may take. */
	long patience() {
		long usual = this.roundTrips.isKnown() ? (long) (SLACK * this.roundTrips.greatest()) + GRANULARITY : INITIAL;
		return Math.max(usual, this.atLeast);
	}

	/**
	 * A repaired exchange has been answered. It is not known which copy was answered, so
	 * this is no round-trip sample. But if the repair was needless, or many in a row were
	 * repaired, and there was no sample for a while, the path has become longer: then the
	 * longest time that the answer may have taken is waited for until there is a sample.
	 * Otherwise all exchanges would be repaired too early, and the round trip would never
	 * be measured.
	 * @param tookAtMost since the first copy was sent
	 * @param needless whether the answer was not to the repair, see {@link #isFalse}
	 */
	void answeredAfterRepair(long tookAtMost, boolean needless, long now) {
		this.repairedInARow++;
		boolean longer = (needless || this.repairedInARow >= HARDLY_LOST) && now - this.sampledAt > STALE * patience();
		if (longer || !this.roundTrips.isKnown()) {
			this.atLeast = Math.min(Math.max(this.atLeast, (long) (SLACK * tookAtMost)), MAX_WAIT);
		}
	}

	/** Whether to give up a session that has lost an exchange again. */
	static boolean isHopeless(Channel channel, long heardAt, long now) {
		boolean gone = channel.tries >= GONE_TRIES && now - channel.firstSentAt >= GONE
				&& heardAt - channel.firstSentAt >= GONE;
		return gone || now - channel.firstSentAt >= FORGOTTEN;
	}

	/** Whether an exchange that is answered now was taken for lost wrongly. */
	boolean isFalse(Channel channel, long now) {
		boolean repaired = channel.tries > 0 && now - channel.sentAt >= (long) (TOO_SOON * this.roundTrips.least());
		return (channel.lost || channel.tries > 0) && !repaired;
	}

	/** An exchange that was taken for lost was not lost. */
	void falsely(boolean overtaken) {
		this.falsely += overtaken ? 1 : 0;
	}

	/** A round, that is a round trip, is over: adapts the tolerance for reordering. */
	void advance(long now) {
		if (now < this.roundEnd) {
			return;
		}
		this.roundEnd = now + this.roundTrips.smoothed();
		boolean often = this.falsely > 0 && this.falsely > FALSE_SHARE * this.overtaken;
		this.reordering = often ? Math.min(MAX_REORDERING, this.reordering * 2)
				: Math.max(REORDERING, this.reordering * CALMING);
		this.overtaken = 0;
		this.falsely = 0;
	}

}
