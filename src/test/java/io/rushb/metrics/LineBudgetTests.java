package io.rushb.metrics;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many lines a second may have in the log.
 */
class LineBudgetTests {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private final LineBudget budget = new LineBudget(20, 0);

	@Test
	void aSecondHasItsLinesAndTheRestIsCounted() {
		assertThat(IntStream.range(0, 100).filter((i) -> this.budget.take(i)).count()).isEqualTo(20);
		assertThat(this.budget.takeLeftOut()).isEqualTo(80);
		assertThat(this.budget.takeLeftOut()).isZero();
	}

	@Test
	void theNextSecondHasItsOwn() {
		IntStream.range(0, 30).forEach((i) -> this.budget.take(i));
		assertThat(this.budget.take(SECOND - 1)).isFalse();
		assertThat(this.budget.take(SECOND)).isTrue();
	}

}
