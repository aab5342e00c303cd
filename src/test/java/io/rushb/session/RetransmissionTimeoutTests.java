package io.rushb.session;

import java.time.Duration;

import io.rushb.testing.TestSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("T1")
class RetransmissionTimeoutTests {

	private final RetransmissionTimeout timeout = new RetransmissionTimeout(TimeoutSettings.DEFAULTS);

	private static long ms(double millis) {
		return (long) (millis * 1_000_000);
	}

	private static void sample(RetransmissionTimeout timeout, double millis) {
		assertThat(timeout.sample(0, 1, ms(millis))).isTrue();
	}

	@Test
	void beginsWithTheInitialTimeout() {
		assertThat(this.timeout.nanos()).isEqualTo(ms(1000));
		assertThat(this.timeout.smoothedRoundTrip()).isZero();
	}

	@Test
	void firstSampleSetsEstimateAndVariation() {
		// RFC 6298, 2.2: SRTT = R, RTTVAR = R/2, RTO = SRTT + 4 RTTVAR = 3 R.
		sample(this.timeout, 100);
		assertThat(this.timeout.smoothedRoundTrip()).isEqualTo(ms(100));
		assertThat(this.timeout.nanos()).isEqualTo(ms(300));
	}

	@Test
	void laterSamplesAreWeighedAsTheRfcSays() {
		sample(this.timeout, 100);
		// RFC 6298, 2.3: RTTVAR = 3/4 50 + 1/4 |100 - 180| = 57.5, then SRTT = 7/8 100 +
		// 1/8 180 = 110.
		sample(this.timeout, 180);
		assertThat(this.timeout.smoothedRoundTrip()).isEqualTo(ms(110));
		assertThat(this.timeout.nanos()).isEqualTo(ms(110 + 4 * 57.5));
		// RTTVAR = 3/4 57.5 + 1/4 |110 - 30| = 63.125, SRTT = 7/8 110 + 1/8 30 = 100.
		sample(this.timeout, 30);
		assertThat(this.timeout.smoothedRoundTrip()).isEqualTo(ms(100));
		assertThat(this.timeout.nanos()).isEqualTo(ms(100 + 4 * 63.125));
	}

	@Test
	void floorIsHighUntilThereAreSixteenSamplesAndLowFromThenOn() {
		for (int sample = 1; sample <= 15; sample++) {
			sample(this.timeout, 1);
			assertThat(this.timeout.nanos()).as("sample %d", sample).isEqualTo(ms(200));
		}
		sample(this.timeout, 1);
		assertThat(this.timeout.nanos()).isEqualTo(ms(20));
		sample(this.timeout, 1);
		assertThat(this.timeout.nanos()).isEqualTo(ms(20));
	}

	@Test
	void variationCountsAtLeastTheClockGranularity() {
		TimeoutSettings usual = TimeoutSettings.DEFAULTS;
		RetransmissionTimeout noFloor = new RetransmissionTimeout(new TimeoutSettings(usual.initial(),
				Duration.ofNanos(1), Duration.ofNanos(1), 0, usual.ceiling(), null));
		for (int sample = 0; sample < 100; sample++) {
			sample(noFloor, 5);
		}
		assertThat(noFloor.nanos()).isEqualTo(ms(6));
	}

	@Test
	void ceilingHoldsForEstimates() {
		sample(this.timeout, 30_000);
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
		sample(this.timeout, 100);
		this.timeout.backOff();
		this.timeout.backOff();
		assertThat(this.timeout.nanos()).isEqualTo(ms(1200));
		sample(this.timeout, 100);
		// RTTVAR = 3/4 50 = 37.5.
		assertThat(this.timeout.nanos()).isEqualTo(ms(250));
	}

	@Test
	void fixedTimeoutIsNeitherAdaptedNorBackedOff() {
		RetransmissionTimeout fixed = new RetransmissionTimeout(
				TestSettings.fixedTimeout(Duration.ofSeconds(7)).timeout());
		sample(fixed, 1);
		fixed.backOff();
		assertThat(fixed.nanos()).isEqualTo(ms(7000));
		assertThat(fixed.smoothedRoundTrip()).isEqualTo(ms(1));
	}

	@Test
	@DisplayName("T1, Karn's rule")
	void packetSentTwiceIsNoSample() {
		assertThat(this.timeout.sample(0, 2, ms(100))).isFalse();
		assertThat(this.timeout.smoothedRoundTrip()).isZero();
	}

	/** RTTVAR is 50, 37.5, 28.125, ... */
	@Test
	@DisplayName("T1, RFC 3522")
	void deliveryOfAPacketSentAgainEndsTheBackOff() {
		sample(this.timeout, 100);
		this.timeout.backOff();
		this.timeout.backOff();
		this.timeout.undoBackOff(ms(700));
		assertThat(this.timeout.nanos()).isEqualTo(ms(300));
		assertThat(this.timeout.smoothedRoundTrip()).as("no sample").isEqualTo(ms(100));
	}

	@Test
	@DisplayName("T1, RFC 3522")
	void backedOffTimeoutHoldsForEightPacketsWhereCopiesWereNeedless() {
		sample(this.timeout, 10);
		this.timeout.backOff(); // 400 ms
		this.timeout.backOff();
		this.timeout.undoBackOff(ms(500));
		assertThat(this.timeout.nanos()).isEqualTo(ms(200));
		assertThat(this.timeout.wereNeedless()).isEqualTo(ms(500));
		assertThat(this.timeout.smoothedRoundTrip()).as("a sample after all").isEqualTo(ms(10 + 490.0 / 8));
		assertThat(this.timeout.wereNeedless()).as("once").isEqualTo(RetransmissionTimeout.AMBIGUOUS);
		for (int packet = 1; packet < 8; packet++) {
			assertThat(this.timeout.nanos()).isEqualTo(ms(800));
			sample(this.timeout, 71.25);
		}
		assertThat(this.timeout.nanos()).isEqualTo(ms(800));
		sample(this.timeout, 71.25);
		assertThat(this.timeout.nanos()).isLessThan(ms(300));
	}

	@Test
	@DisplayName("T1, RFC 3522")
	void packetSentAgainBreaksTheRowOfEight() {
		sample(this.timeout, 10);
		this.timeout.backOff();
		this.timeout.undoBackOff(ms(250));
		this.timeout.wereNeedless();
		for (int packet = 1; packet < 8; packet++) {
			sample(this.timeout, 10);
		}
		this.timeout.backOff();
		assertThat(this.timeout.nanos()).isEqualTo(ms(800));
		this.timeout.undoBackOff(RetransmissionTimeout.AMBIGUOUS);
		for (int packet = 1; packet <= 8; packet++) {
			assertThat(this.timeout.nanos()).isEqualTo(ms(400));
			sample(this.timeout, 10);
		}
		assertThat(this.timeout.nanos()).isLessThan(ms(400));
	}

	@Test
	@DisplayName("T1")
	void copyThatWasAskedForSaysNothing() {
		sample(this.timeout, 100);
		this.timeout.undoBackOff(RetransmissionTimeout.AMBIGUOUS);
		assertThat(this.timeout.wereNeedless()).isEqualTo(RetransmissionTimeout.AMBIGUOUS);
		assertThat(this.timeout.smoothedRoundTrip()).isEqualTo(ms(100));
	}

	@Test
	@DisplayName("T1, RFC 9040")
	void beginsWithWhatWasLearntOfThePath() {
		assertThat(this.timeout.estimate()).isNull();
		for (int sample = 1; sample <= 20; sample++) {
			sample(this.timeout, 8);
		}
		PathEstimate learnt = this.timeout.estimate();
		assertThat(learnt).isNotNull();
		assertThat(learnt.samples()).isEqualTo(16);
		RetransmissionTimeout next = new RetransmissionTimeout(TimeoutSettings.DEFAULTS, learnt);
		assertThat(next.nanos()).isEqualTo(this.timeout.nanos()).isEqualTo(ms(20));
		assertThat(next.smoothedRoundTrip()).isEqualTo(ms(8));
		assertThat(next.estimate()).as("it has learnt nothing itself").isNull();
		assertThat(
				new RetransmissionTimeout(TestSettings.fixedTimeout(Duration.ofSeconds(4)).timeout(), learnt).nanos())
			.isEqualTo(ms(4000));
	}

	@Test
	@DisplayName("P7: where the client repairs, it is no sooner than the client: 1.25 round trips and 20 ms (C3)")
	void waitsForTheClientsOwnRepair() {
		RetransmissionTimeout parts = new RetransmissionTimeout(TimeoutSettings.DEFAULTS.forParts(ofMillis(200)));
		for (int sample = 1; sample <= 50; sample++) {
			sample(parts, 100);
		}
		assertThat(parts.nanos()).isEqualTo(ms(200));
		for (int sample = 1; sample <= 200; sample++) {
			sample(parts, 400);
		}
		assertThat(parts.nanos()).isBetween(ms(519), ms(520));
	}

	@Test
	@DisplayName("P7: the floor of parts holds for every setting")
	void noTimeoutOfPartsIsBelowTheirFloor() {
		TimeoutSettings quick = new TimeoutSettings(ofMillis(50), ofMillis(1), ofMillis(1), 16, ofMillis(100), null);
		RetransmissionTimeout parts = new RetransmissionTimeout(quick.forParts(ofMillis(200)));
		assertThat(parts.nanos()).isEqualTo(ms(200));
		sample(parts, 1);
		assertThat(parts.nanos()).isEqualTo(ms(200));
		parts.backOff();
		assertThat(parts.nanos()).isEqualTo(ms(200));
		TimeoutSettings fixed = TestSettings.fixedTimeout(ofMillis(20)).timeout();
		assertThat(new RetransmissionTimeout(fixed.forParts(ofMillis(200))).nanos()).isEqualTo(ms(200));
	}

	@Test
	@DisplayName("P7: where the client answers no copies, backing off ends with a packet delivered at the first try")
	void keepsTheBackedOffTimeoutWhereNobodyTellsOfNeedlessCopies() {
		RetransmissionTimeout parts = new RetransmissionTimeout(TimeoutSettings.DEFAULTS.forParts(ofMillis(200)));
		sample(parts, 50);
		parts.backOff();
		parts.undoBackOff(ms(350));
		assertThat(parts.nanos()).isEqualTo(ms(400));
		sample(parts, 350);
		assertThat(parts.nanos()).isGreaterThan(ms(350));
		sample(this.timeout, 50);
		this.timeout.backOff();
		this.timeout.undoBackOff(ms(350));
		assertThat(this.timeout.nanos()).as("else at once").isEqualTo(ms(200));
	}

}
