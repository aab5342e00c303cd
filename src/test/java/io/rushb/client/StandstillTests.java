package io.rushb.client;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StandstillTests {

	private static final long SECOND = 1_000_000_000L;

	private long now = -500 * SECOND;

	private Standstill standstill = new Standstill(Duration.ofSeconds(30), this.now);

	@Test
	void whatGetsOnNeverStandsStill() {
		for (long done = 0; done < 10; done++) {
			assertThat(secondsTillOver(done, 119)).isEqualTo(119);
		}
	}

	@Test
	void whatBecomesLessAndMoreAgainGetsOn() {
		assertThat(secondsTillOver(1000, 1)).isEqualTo(1);
		assertThat(secondsTillOver(500, 110)).isEqualTo(110);
		assertThat(secondsTillOver(501, 119)).isEqualTo(119);
		assertThat(secondsTillOver(400, 119)).isEqualTo(1);
	}

	@Test
	void aMinuteIsTheLeast() {
		this.standstill = new Standstill(Duration.ofSeconds(1), this.now);
		assertThat(secondsTillOver(0, 100)).isEqualTo(60);
	}

	/** It was stopped, or its reader paused. */
	@Test
	void onlyTheTimeOfListeningCounts() {
		assertThat(secondsTillOver(1, 60)).isEqualTo(60);
		this.now += 1000 * SECOND;
		assertThat(secondsTillOver(1, 100)).isEqualTo(60);
	}

	/** Looks once a second. */
	private int secondsTillOver(long done, int most) {
		for (int seconds = 0; seconds < most; seconds++) {
			if (this.standstill.isOver(done, this.now)) {
				return seconds;
			}
			this.now += SECOND;
		}
		return most;
	}

}
