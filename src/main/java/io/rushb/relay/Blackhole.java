package io.rushb.relay;

import java.time.Duration;

/**
 * A network that swallows everything from time to time: phases of passing and swallowing
 * take turns.
 *
 * @param pass how long everything passes
 * @param swallow how long nothing passes; zero for never
 */
public record Blackhole(Duration pass, Duration swallow) {

	/** Never. */
	public static final Blackhole NEVER = new Blackhole(Duration.ofDays(1), Duration.ZERO);

	/**
	 * Checks the ranges.
	 */
	public Blackhole {
		if (pass.isNegative() || swallow.isNegative() || pass.plus(swallow).isZero()) {
			throw new IllegalArgumentException("times are not negative, and not both zero");
		}
	}

	/**
	 * Returns whether everything is swallowed at a time, in nanoseconds after the start.
	 */
	boolean isOpen(long nanos) {
		return nanos % this.pass.plus(this.swallow).toNanos() >= this.pass.toNanos();
	}

}
