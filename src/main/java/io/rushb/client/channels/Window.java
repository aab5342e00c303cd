package io.rushb.client.channels;

import java.util.concurrent.TimeUnit;

/**
 * The congestion window of all sessions together (RFC 8085, section 3.1): how many of
 * them may have an answer under way. It reacts to delay, as in TCP Vegas, and hardly to
 * loss.
 * <p>
 * <i>Target.</i> The window keeps about 25 packets in the queue on the way. Their number
 * follows from the round trip: {@code w * (1 - R / T)}, with R the least round trip of
 * the last five to ten seconds and T the least of this round, as in Linux's TCP Vegas and
 * in Copa. The least of a round shows the queue that stays; a mean also shows the delay
 * of busy processors at both ends. The client's own delay in reading does not count. A
 * round is one smoothed round trip. In each round the window moves half of the way to the
 * target, and grows by at least a quarter if the queue is nearly empty.
 * <p>
 * <i>Start.</i> Each answer adds one, until there is a queue; then the window shrinks by
 * the packets in the queue, and one round is left out.
 * <p>
 * <i>Loss.</i> A round with more than 2 % loss halves the target, down to a quarter: the
 * queue may be smaller than the target. Above 20 %, which is more than 5 % packet loss
 * each way causes, the window is cut.
 * <p>
 * <i>Probe.</i> Every five seconds the limit is half of the window for two round trips,
 * so that its own queue drains and R is measured again (BBR's idea).
 */
final class Window {

	/** Below this even lost answers would not be noticed by later ones. */
	static final double MIN = 4;

	/** More than TCP's 10: a first burst of 47 KB, paced over one round trip. */
	static final double INITIAL = 32;

	/**
	 * Packets in the queue on the way: 32 took two thirds of the rate from a TCP CUBIC,
	 * 16 was slower at 100 ms.
	 */
	private static final double TARGET = 25;

	/** The noise of timers, which is most of a LAN's round trips. */
	private static final long NOISE = TimeUnit.MILLISECONDS.toNanos(1);

	private static final double CUT = 0.7;

	private static final double MIN_SHARE = 0.25;

	/**
	 * More than the 10 % of exchanges that are lost where 5 % of the packets are, each
	 * way.
	 */
	private static final double MUCH_LOSS = 0.20;

	private static final double SOME_LOSS = 0.02;

	private static final int OUTCOMES = 64;

	private static final long PROBE_EVERY = TimeUnit.SECONDS.toNanos(5);

	private static final int LATEST = 8;

	private final int channels;

	private final int fixed;

	private final RoundTrips roundTrips = new RoundTrips(LATEST);

	private double window;

	private double share = 1;

	private boolean slowStart = true;

	private boolean full;

	private long roundEnd = Long.MIN_VALUE;

	private long skipUntil = Long.MIN_VALUE;

	private long nextProbe = Long.MAX_VALUE;

	private long probeUntil = Long.MIN_VALUE;

	private int lost;

	private int answered;

	/**
	 * A window.
	 * @param channels the most it may be
	 * @param fixed if not 0 it stays at this
	 */
	Window(int channels, int fixed) {
		this.channels = channels;
		this.fixed = fixed;
		this.window = (fixed > 0) ? fixed : INITIAL;
	}

	/** The window as it is now, without the probe. */
	double size() {
		return Math.min(this.window, this.channels);
	}

	/** How many answers may be under way now. */
	int limit(long now) {
		double limit = (now < this.probeUntil) ? size() / 2 : size();
		return (int) Math.max(limit, Math.min(MIN, this.channels));
	}

	RoundTrips roundTrips() {
		return this.roundTrips;
	}

	/**
	 * The window is used up: only then may it grow (RFC 9002, section 7.8).
	 */
	void full() {
		this.full = true;
	}

	/**
	 * An exchange that was sent once has been answered.
	 * @param roundTrip how long it took, until it was read
	 * @param atLeast how long it took at least: it may have waited to be read since then
	 * @param underWay how many were under way when it was sent
	 */
	void sample(long roundTrip, long atLeast, int underWay, long now) {
		if (this.roundEnd == Long.MIN_VALUE) {
			this.nextProbe = now + PROBE_EVERY;
			this.roundEnd = now + roundTrip;
		}
		this.roundTrips.sample(roundTrip, atLeast);
		if (this.slowStart && this.fixed == 0) {
			this.window = Math.min(this.window + 1, this.channels);
			double latest = Math.max(this.roundTrips.leastOfLatest() - NOISE, this.roundTrips.least());
			double queue = underWay * (1 - this.roundTrips.least() / latest);
			if (queue > 4 + underWay / 16.0) {
				cut(now, this.roundTrips.least() / latest);
			}
		}
	}

	/** An exchange was answered. */
	void answered(long now) {
		this.answered++;
		advance(now);
	}

	/** An exchange is taken for lost. */
	void lost(long now) {
		this.lost++;
		advance(now);
	}

	/** It was not lost after all. */
	void notLost() {
		this.lost = Math.max(0, this.lost - 1);
	}

	private void advance(long now) {
		if (this.roundEnd != Long.MIN_VALUE && now >= this.roundEnd) {
			round(now);
			this.full = false;
			this.roundEnd = now + this.roundTrips.smoothed();
			this.roundTrips.nextRound();
		}
	}

	private void round(long now) {
		if (this.fixed > 0) {
			return;
		}
		boolean cut = this.lost + this.answered >= OUTCOMES && judgeLoss(now);
		boolean rests = now < this.skipUntil || now < this.probeUntil;
		if (!cut && !rests && !this.slowStart && this.roundTrips.hasStanding()) {
			step();
		}
		if (!this.slowStart && now >= this.nextProbe) {
			this.nextProbe = now + PROBE_EVERY;
			this.probeUntil = now + 2 * this.roundTrips.smoothed();
			this.skipUntil = this.probeUntil + this.roundTrips.smoothed();
			this.roundTrips.forgetLeast();
		}
	}

	private boolean judgeLoss(long now) {
		double loss = (double) this.lost / (this.lost + this.answered);
		this.lost = 0;
		this.answered = 0;
		if (loss > MUCH_LOSS) {
			cut(now, CUT);
			this.share = MIN_SHARE;
			return true;
		}
		this.share = (loss > SOME_LOSS) ? Math.max(MIN_SHARE, this.share / 2) : Math.min(1, this.share + 1.0 / 16);
		return false;
	}

	private void step() {
		double target = TARGET * this.share;
		double least = this.roundTrips.least();
		double standing = Math.max(least, this.roundTrips.standing() - NOISE);
		double queue = this.window * (1 - least / standing);
		double change = (target - queue) / 2;
		if (queue < target / 4) {
			change = Math.max(change, this.window / 4);
		}
		if (change < 0 || this.full) {
			this.window = clamp(this.window + change);
		}
	}

	private void cut(long now, double factor) {
		this.window = clamp(this.window * factor);
		this.slowStart = false;
		this.skipUntil = now + 2 * this.roundTrips.smoothed();
		this.full = false;
	}

	private double clamp(double value) {
		return Math.max(MIN, Math.min(value, this.channels));
	}

}
