package io.rushb.client.exchange;

import io.rushb.session.RetransmissionTimeout;

/**
 * Times the client's last packet: when to repeat it, and how long the answer took.
 */
final class RoundTripTimer {

	private final RetransmissionTimeout timeout;

	private final ExchangeListener listener;

	private long saidAt;

	private int times;

	private long repeatAt = Long.MAX_VALUE;

	RoundTripTimer(RetransmissionTimeout timeout, ExchangeListener listener) {
		this.timeout = timeout;
		this.listener = listener;
	}

	/** A new packet was sent. */
	void said(long now) {
		this.times = 0;
		this.saidAt = now;
		saidAgain(now);
	}

	/**
	 * The packet was repeated, or a NAK was sent: the next answer is no sample (Karn's
	 * rule).
	 */
	void saidAgain(long now) {
		this.times++;
		this.repeatAt = now + this.timeout.nanos();
	}

	/** The server has answered the last packet. */
	void answered(long now) {
		if (this.timeout.sample(this.saidAt, this.times, now)) {
			this.listener.roundTrip(now - this.saidAt);
		}
	}

	void stop() {
		this.times = 0;
		this.repeatAt = Long.MAX_VALUE;
	}

	void backOff() {
		this.timeout.backOff();
	}

	long repeatAt() {
		return this.repeatAt;
	}

	long timeout() {
		return this.timeout.nanos();
	}

	long smoothedRoundTrip() {
		return this.timeout.smoothedRoundTrip();
	}

}
