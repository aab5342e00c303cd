package io.rushb.session;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The retransmission timeout of one conversation by RFC 6298, with the floors and the
 * ceiling of rule T1. The client's side times its packets with it too. All times are in
 * nanoseconds.
 * <p>
 * Case by case: a packet delivered at the first try is a sample. A packet that was sent
 * again is no sample (Karn's rule), but it ends the back-off at once. If its copies turn
 * out to have been needless, it is a sample after all, and the backed-off timeout applies
 * again until {@value #ROW} packets in a row were delivered at the first try (Eifel, RFC
 * 3522). A client that repairs losses itself answers no copies, so the server never
 * learns that they were needless: there the backed-off timeout applies until a packet was
 * delivered at the first try (Karn's rule again), and it is at least as long as the
 * client itself waits if round trips are alike.
 */
public final class RetransmissionTimeout {

	/** G of RFC 6298, section 2. */
	private static final long CLOCK_GRANULARITY = TimeUnit.MILLISECONDS.toNanos(1);

	/** Of rule T1. */
	private static final int ROW = 8;

	/**
	 * A client in parts waits for 1.25 round trips and this time before it repairs (rule
	 * C3). A server that is sooner sends needless copies.
	 */
	private static final long CLIENT_SLACK = TimeUnit.MILLISECONDS.toNanos(20);

	/** Stands for an unknown round trip. */
	static final long AMBIGUOUS = -1;

	private final TimeoutSettings settings;

	private long smoothedRoundTrip;

	private long variation;

	private int samples;

	private boolean learnt;

	/** By RFC 6298, without back-off. */
	private long computed;

	/** The backed-off timeout that applies; 0 if none does. */
	private long held;

	/** How many more packets in a row must be delivered at the first try to end that. */
	private int rowLeft;

	/** Of the latest packet that was delivered after it was sent again. */
	private long doubtfulRoundTrip = AMBIGUOUS;

	private long doubtfulTimeout;

	private long timeout;

	/**
	 * Makes a timeout that has no sample yet.
	 * @param settings the initial, least, greatest and fixed timeout
	 */
	public RetransmissionTimeout(TimeoutSettings settings) {
		this(settings, null);
	}

	/**
	 * Makes a timeout that starts from what an earlier session has learnt.
	 * @param settings the initial, least, greatest and fixed timeout
	 * @param path what is known of the path, {@code null} if nothing is
	 */
	RetransmissionTimeout(TimeoutSettings settings, @Nullable PathEstimate path) {
		this.settings = settings;
		Duration fixed = settings.fixed();
		this.computed = ((fixed != null) ? fixed : settings.initial()).toNanos();
		if (path != null) {
			this.smoothedRoundTrip = path.smoothedRoundTrip();
			this.variation = path.variation();
			this.samples = Math.min(path.samples(), settings.coldSamples());
			compute();
		}
		this.timeout = this.computed;
	}

	/**
	 * Takes a round trip as a sample if the packet was sent exactly once (Karn's rule).
	 * @param sentAt when it was sent first
	 * @param times how often it was sent
	 * @param now when its answer came
	 * @return whether it is a sample
	 */
	public boolean sample(long sentAt, int times, long now) {
		if (times != 1) {
			return false;
		}
		sample(now - sentAt);
		if (this.held > 0 && --this.rowLeft == 0) {
			this.held = 0;
		}
		this.timeout = base();
		return true;
	}

	/**
	 * A packet that was sent again is delivered: the back-off ends at once (rule T1),
	 * unless the client does not answer copies.
	 * @param roundTrip the time since it was sent first; {@link #AMBIGUOUS} if the client
	 * asked for a copy: then the answer may be to any of them
	 */
	void undoBackOff(long roundTrip) {
		this.doubtfulRoundTrip = roundTrip;
		this.doubtfulTimeout = this.timeout;
		this.rowLeft = ROW;
		this.timeout = this.settings.clientRepairs() ? this.timeout : base();
	}

	/**
	 * The copies of the latest packet that was sent again were needless (rule T1).
	 * @return the round trip of its first copy; {@link #AMBIGUOUS} if it cannot be told
	 */
	long wereNeedless() {
		long roundTrip = this.doubtfulRoundTrip;
		if (roundTrip != AMBIGUOUS) {
			this.doubtfulRoundTrip = AMBIGUOUS;
			sample(roundTrip);
			this.held = this.doubtfulTimeout;
			this.rowLeft = ROW;
			this.timeout = base();
		}
		return roundTrip;
	}

	private void sample(long roundTrip) {
		if (this.samples == 0) { // RFC 6298, 2.2
			this.smoothedRoundTrip = roundTrip;
			this.variation = roundTrip / 2;
		}
		else { // RFC 6298, 2.3 with alpha=1/8 and beta=1/4
			this.variation += (Math.abs(this.smoothedRoundTrip - roundTrip) - this.variation) / 4;
			this.smoothedRoundTrip += (roundTrip - this.smoothedRoundTrip) / 8;
		}
		this.learnt = true;
		if (this.samples < this.settings.coldSamples()) {
			this.samples++;
		}
		this.samples = Math.max(this.samples, 1);
		compute();
	}

	private void compute() {
		if (this.settings.fixed() == null) {
			long slack = this.settings.clientRepairs() ? this.smoothedRoundTrip / 4 + CLIENT_SLACK : CLOCK_GRANULARITY;
			long estimate = this.smoothedRoundTrip + Math.max(slack, 4 * this.variation);
			this.computed = Math.min(Math.max(estimate, floor()), this.settings.ceiling().toNanos());
		}
	}

	/** The timeout of a packet that has not been sent again. */
	private long base() {
		return Math.max(this.computed, this.held);
	}

	/**
	 * Doubles the timeout after an expiry, up to the ceiling (RFC 6298, 5.5).
	 */
	public void backOff() {
		if (this.settings.fixed() == null) {
			this.timeout = Math.min(2 * this.timeout, this.settings.ceiling().toNanos());
		}
	}

	/**
	 * Returns the present timeout.
	 * @return the timeout in nanoseconds
	 */
	public long nanos() {
		return this.timeout;
	}

	/**
	 * Returns the smoothed round-trip time.
	 * @return nanoseconds, 0 before the first sample
	 */
	public long smoothedRoundTrip() {
		return this.smoothedRoundTrip;
	}

	/** The estimate for the path, {@code null} if this conversation had no sample. */
	@Nullable PathEstimate estimate() {
		return this.learnt ? new PathEstimate(this.smoothedRoundTrip, this.variation, this.samples) : null;
	}

	private long floor() {
		boolean cold = this.samples < this.settings.coldSamples();
		return (cold ? this.settings.coldFloor() : this.settings.floor()).toNanos();
	}

}
