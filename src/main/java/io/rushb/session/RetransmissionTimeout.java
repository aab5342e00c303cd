package io.rushb.session;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The retransmission timeout of one conversation by RFC 6298, with the floors and the
 * ceiling of rule T1; the client's side times its packets with it too. All times are in
 * nanoseconds.
 */
public final class RetransmissionTimeout {

	/** G of RFC 6298, section 2. */
	private static final long CLOCK_GRANULARITY = TimeUnit.MILLISECONDS.toNanos(1);

	private final ProtocolSettings settings;

	private long smoothedRoundTrip;

	private long variation;

	private int samples;

	private long timeout;

	/**
	 * Makes a timeout that has no sample yet.
	 * @param settings the initial, least, greatest and fixed timeout
	 */
	public RetransmissionTimeout(ProtocolSettings settings) {
		this.settings = settings;
		Duration fixed = settings.fixedTimeout();
		this.timeout = ((fixed != null) ? fixed : settings.initialTimeout()).toNanos();
	}

	/**
	 * Takes a round-trip time of a packet that was sent exactly once (Karn's rule).
	 * @param roundTrip the time from sending the packet to its acknowledgement
	 */
	public void sample(long roundTrip) {
		if (this.samples == 0) { // RFC 6298, 2.2
			this.smoothedRoundTrip = roundTrip;
			this.variation = roundTrip / 2;
		}
		else { // RFC 6298, 2.3 with alpha=1/8 and beta=1/4
			this.variation += (Math.abs(this.smoothedRoundTrip - roundTrip) - this.variation) / 4;
			this.smoothedRoundTrip += (roundTrip - this.smoothedRoundTrip) / 8;
		}
		if (this.samples < this.settings.coldSamples()) {
			this.samples++;
		}
		this.samples = Math.max(this.samples, 1);
		if (this.settings.fixedTimeout() == null) {
			long estimate = this.smoothedRoundTrip + Math.max(CLOCK_GRANULARITY, 4 * this.variation);
			this.timeout = Math.min(Math.max(estimate, floor()), this.settings.maxTimeout().toNanos());
		}
	}

	/**
	 * Doubles the timeout after an expiry, up to the ceiling (RFC 6298, 5.5). It stays so
	 * until the next sample.
	 */
	public void backOff() {
		if (this.settings.fixedTimeout() == null) {
			this.timeout = Math.min(2 * this.timeout, this.settings.maxTimeout().toNanos());
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

	private long floor() {
		boolean cold = this.samples < this.settings.coldSamples();
		return (cold ? this.settings.minTimeoutCold() : this.settings.minTimeout()).toNanos();
	}

}
