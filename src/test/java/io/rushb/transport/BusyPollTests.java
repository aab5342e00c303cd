package io.rushb.transport;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a receiver looks again before it goes to sleep.
 */
class BusyPollTests {

	private static final long LIMIT = 100_000;

	private final BusyPoll busyPoll = new BusyPoll(LIMIT);

	@Test
	void beginsAsleep() {
		assertThat(this.busyPoll.patience()).isZero();
	}

	@Test
	void looksOnceDatagramsComeSoon() {
		waited(60_000, 50);
		assertThat(this.busyPoll.patience()).isEqualTo(LIMIT);
	}

	@Test
	void onePauseSendsItToSleepButIsSoonForgotten() {
		waited(20_000, 50);
		waited(60_000_000_000L, 1);
		assertThat(this.busyPoll.patience()).isZero();
		waited(20_000, 10);
		assertThat(this.busyPoll.patience()).isEqualTo(LIMIT);
	}

	@Test
	void sleepsWhereDatagramsComeSeldom() {
		waited(110_000, 1000);
		assertThat(this.busyPoll.patience()).isZero();
	}

	@Test
	void neverLooksWithoutALimit() {
		BusyPoll off = new BusyPoll(0);
		for (int i = 0; i < 100; i++) {
			off.waited(0);
			assertThat(off.patience()).isZero();
		}
	}

	private void waited(long nanos, int times) {
		for (int i = 0; i < times; i++) {
			this.busyPoll.waited(nanos);
		}
	}

}
