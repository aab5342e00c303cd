package io.rushb.client;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StandstillTests {

	private static final long SECOND = 1_000_000_000L;

	@Test
	void whatGetsOnNeverStandsStill() {
		Standstill standstill = new Standstill(Duration.ofSeconds(30));
		for (long seconds = -500; seconds < 1000; seconds += 119) {
			assertThat(standstill.isOver(seconds + 500, seconds * SECOND)).isFalse();
		}
	}

	@Test
	void whatBecomesLessAndMoreAgainGetsOn() {
		Standstill standstill = new Standstill(Duration.ofSeconds(30));
		assertThat(standstill.isOver(1000, 0)).isFalse();
		assertThat(standstill.isOver(500, 110 * SECOND)).isFalse();
		assertThat(standstill.isOver(501, 119 * SECOND)).isFalse();
		assertThat(standstill.isOver(501, 238 * SECOND)).isFalse();
		assertThat(standstill.isOver(400, 239 * SECOND)).isTrue();
	}

	@Test
	void aMinuteIsTheLeast() {
		Standstill standstill = new Standstill(Duration.ofSeconds(1));
		assertThat(standstill.isOver(0, 0)).isFalse();
		assertThat(standstill.isOver(0, 59 * SECOND)).isFalse();
		assertThat(standstill.isOver(0, 60 * SECOND)).isTrue();
	}

}
