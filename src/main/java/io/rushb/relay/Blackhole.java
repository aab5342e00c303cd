package io.rushb.relay;

import java.time.Duration;

/**
 * When everything is swallowed: passing and swallowing take turns.
 *
 * @param pass how long everything passes
 * @param swallow how long nothing does; zero for never
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

	/** Whether everything is swallowed at a time, in nanoseconds after the start. */
	boolean isOpen(long nanos) {
		return nanos % this.pass.plus(this.swallow).toNanos() >= this.pass.toNanos();
	}

}
