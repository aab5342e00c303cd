package io.rushb.cli;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link RoundTripHistogram}.
 */
class RoundTripHistogramTests {

	private final RoundTripHistogram roundTrips = new RoundTripHistogram();

	@Test
	void tellsPercentilesWithinSevenPercent() {
		for (long nanos = 1; nanos <= 1_000_000; nanos++) {
			this.roundTrips.add(nanos);
		}
		for (double share : new double[] { 0.001, 0.5, 0.9, 0.99, 0.999, 1 }) {
			assertThat((double) this.roundTrips.percentile(share)).isCloseTo(share * 1e6, Percentage.withPercentage(7));
		}
	}

	@Test
	void takesEveryValue() {
		this.roundTrips.add(-1);
		this.roundTrips.add(0);
		this.roundTrips.add(Long.MAX_VALUE);
		assertThat(this.roundTrips.percentile(0.5)).isLessThan(20);
	}

	@Test
	void saysZeroOfNothing() {
		assertThat(this.roundTrips.percentile(0.5)).isZero();
	}

}
