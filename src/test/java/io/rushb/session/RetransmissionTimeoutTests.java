package io.rushb.session;

import java.time.Duration;

import io.rushb.testing.TestSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("T1")
class RetransmissionTimeoutTests {

	private final RetransmissionTimeout timeout = new RetransmissionTimeout(ProtocolSettings.DEFAULTS);

	private static long ms(double millis) {
		return (long) (millis * 1_000_000);
	}

	@Test
	void beginsWithTheInitialTimeout() {
		assertThat(this.timeout.nanos()).isEqualTo(ms(1000));
		assertThat(this.timeout.smoothedRoundTrip()).isZero();
	}

	@Test
	void firstSampleSetsEstimateAndVariation() {
		// RFC 6298, 2.2: SRTT = R, RTTVAR = R/2, RTO = SRTT + 4 RTTVAR = 3 R.
		this.timeout.sample(ms(100));
		assertThat(this.timeout.smoothedRoundTrip()).isEqualTo(ms(100));
		assertThat(this.timeout.nanos()).isEqualTo(ms(300));
	}

	@Test
	void laterSamplesAreWeighedAsTheRfcSays() {
		this.timeout.sample(ms(100));
		// RFC 6298, 2.3: RTTVAR = 3/4 50 + 1/4 |100 - 180| = 57.5, then SRTT = 7/8 100 +
		// 1/8 180 = 110.
		this.timeout.sample(ms(180));
		assertThat(this.timeout.smoothedRoundTrip()).isEqualTo(ms(110));
		assertThat(this.timeout.nanos()).isEqualTo(ms(110 + 4 * 57.5));
		// RTTVAR = 3/4 57.5 + 1/4 |110 - 30| = 63.125, SRTT = 7/8 110 + 1/8 30 = 100.
		this.timeout.sample(ms(30));
		assertThat(this.timeout.smoothedRoundTrip()).isEqualTo(ms(100));
		assertThat(this.timeout.nanos()).isEqualTo(ms(100 + 4 * 63.125));
	}

	@Test
	void floorIsHighUntilThereAreSixteenSamplesAndLowFromThenOn() {
		for (int sample = 1; sample <= 15; sample++) {
			this.timeout.sample(ms(1));
			assertThat(this.timeout.nanos()).as("sample %d", sample).isEqualTo(ms(200));
		}
		this.timeout.sample(ms(1));
		assertThat(this.timeout.nanos()).isEqualTo(ms(20));
		this.timeout.sample(ms(1));
		assertThat(this.timeout.nanos()).isEqualTo(ms(20));
	}

	@Test
	void variationCountsAtLeastTheClockGranularity() {
		ProtocolSettings defaults = ProtocolSettings.DEFAULTS;
		RetransmissionTimeout noFloor = new RetransmissionTimeout(
				new ProtocolSettings(defaults.offered(), defaults.initialTimeout(), Duration.ofNanos(1),
						Duration.ofNanos(1), 0, defaults.maxTimeout(), null, defaults.idleTimeout(), 3));
		for (int sample = 0; sample < 100; sample++) {
			noFloor.sample(ms(5));
		}
		assertThat(noFloor.nanos()).isEqualTo(ms(6));
	}

	@Test
	void ceilingHoldsForEstimates() {
		this.timeout.sample(ms(30_000));
		assertThat(this.timeout.nanos()).isEqualTo(ms(4000));
	}

	@Test
	void doublesOnEachExpiryUpToTheCeiling() {
		this.timeout.backOff();
		assertThat(this.timeout.nanos()).isEqualTo(ms(2000));
		this.timeout.backOff();
		assertThat(this.timeout.nanos()).isEqualTo(ms(4000));
		this.timeout.backOff();
		assertThat(this.timeout.nanos()).isEqualTo(ms(4000));
	}

	@Test
	void cleanSampleEndsTheBackOff() {
		this.timeout.sample(ms(100));
		this.timeout.backOff();
		this.timeout.backOff();
		assertThat(this.timeout.nanos()).isEqualTo(ms(1200));
		this.timeout.sample(ms(100));
		// RTTVAR = 3/4 50 = 37.5.
		assertThat(this.timeout.nanos()).isEqualTo(ms(250));
	}

	@Test
	void fixedTimeoutIsNeitherAdaptedNorBackedOff() {
		RetransmissionTimeout fixed = new RetransmissionTimeout(TestSettings.fixedTimeout(Duration.ofSeconds(7)));
		fixed.sample(ms(1));
		fixed.backOff();
		assertThat(fixed.nanos()).isEqualTo(ms(7000));
		assertThat(fixed.smoothedRoundTrip()).isEqualTo(ms(1));
	}

}
