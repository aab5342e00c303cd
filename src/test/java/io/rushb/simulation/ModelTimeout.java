package io.rushb.simulation;

import java.time.Duration;

import io.rushb.session.ProtocolSettings;

/**
 * The retransmission timeout as rule T1 and RFC 6298 have it, worked out here anew.
 */
final class ModelTimeout {

	private static final double GRANULARITY = 1e6;

	private final ProtocolSettings settings;

	private double smoothed;

	private double variation;

	private int samples;

	private double timeout;

	ModelTimeout(ProtocolSettings settings) {
		this.settings = settings;
		Duration fixed = settings.fixedTimeout();
		this.timeout = ((fixed != null) ? fixed : settings.initialTimeout()).toNanos();
	}

	void sample(double roundTrip) {
		this.samples++;
		if (this.samples == 1) {
			this.smoothed = roundTrip;
			this.variation = roundTrip / 2;
		}
		else {
			this.variation = 0.75 * this.variation + 0.25 * Math.abs(this.smoothed - roundTrip);
			this.smoothed = 0.875 * this.smoothed + 0.125 * roundTrip;
		}
		if (this.settings.fixedTimeout() == null) {
			Duration floor = (this.samples < this.settings.coldSamples()) ? this.settings.minTimeoutCold()
					: this.settings.minTimeout();
			double estimate = this.smoothed + Math.max(GRANULARITY, 4 * this.variation);
			this.timeout = Math.min(Math.max(estimate, floor.toNanos()), this.settings.maxTimeout().toNanos());
		}
	}

	void backOff() {
		if (this.settings.fixedTimeout() == null) {
			this.timeout = Math.min(2 * this.timeout, this.settings.maxTimeout().toNanos());
		}
	}

	long nanos() {
		return (long) this.timeout;
	}

}
