package io.rushb.simulation;

import java.time.Duration;

import io.rushb.session.TimeoutSettings;
import org.jspecify.annotations.Nullable;

/**
 * The retransmission timeout as rule T1, RFC 6298 and RFC 3522 have it, worked out here
 * anew.
 */
final class ModelTimeout {

	private static final double GRANULARITY = 1e6;

	private final TimeoutSettings settings;

	private double smoothed;

	private double variation;

	private int samples;

	private boolean learnt;

	private double computed;

	private double holding;

	private int firstTries;

	private double before;

	private double timeout;

	ModelTimeout(TimeoutSettings settings, @Nullable ModelTimeout earlier) {
		this.settings = settings;
		Duration fixed = settings.fixed();
		this.computed = ((fixed != null) ? fixed : settings.initial()).toNanos();
		if (earlier != null) {
			this.smoothed = earlier.smoothed;
			this.variation = earlier.variation;
			this.samples = earlier.samples;
			compute();
		}
		this.timeout = this.computed;
	}

	/** A packet was delivered that was sent once. */
	void deliveredAtOnce(double roundTrip) {
		sample(roundTrip);
		this.firstTries++;
		if (this.firstTries >= 8) {
			this.holding = 0;
		}
		this.timeout = Math.max(this.computed, this.holding);
	}

	/** A packet was delivered that was sent again. */
	void deliveredAtLast() {
		this.firstTries = 0;
		this.before = this.timeout;
		this.timeout = Math.max(this.computed, this.holding);
	}

	/** Its copies were needless. */
	void neededNoCopies(double roundTrip) {
		sample(roundTrip);
		this.firstTries = 0;
		this.holding = this.before;
		this.timeout = Math.max(this.computed, this.holding);
	}

	private void sample(double roundTrip) {
		this.learnt = true;
		this.samples++;
		if (this.samples == 1) {
			this.smoothed = roundTrip;
			this.variation = roundTrip / 2;
		}
		else {
			this.variation = 0.75 * this.variation + 0.25 * Math.abs(this.smoothed - roundTrip);
			this.smoothed = 0.875 * this.smoothed + 0.125 * roundTrip;
		}
		compute();
	}

	private void compute() {
		if (this.settings.fixed() == null) {
			Duration floor = (this.samples < this.settings.coldSamples()) ? this.settings.coldFloor()
					: this.settings.floor();
			double estimate = this.smoothed + Math.max(GRANULARITY, 4 * this.variation);
			this.computed = Math.min(Math.max(estimate, floor.toNanos()), this.settings.ceiling().toNanos());
		}
	}

	void backOff() {
		if (this.settings.fixed() == null) {
			this.timeout = Math.min(2 * this.timeout, this.settings.ceiling().toNanos());
		}
	}

	boolean hasLearnt() {
		return this.learnt;
	}

	long nanos() {
		return (long) this.timeout;
	}

	/** How long the last packet to an unproven address is waited for (T3). */
	long longest() {
		return (this.settings.fixed() != null) ? nanos() : this.settings.ceiling().toNanos();
	}

}
