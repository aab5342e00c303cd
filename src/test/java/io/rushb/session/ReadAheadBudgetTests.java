package io.rushb.session;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReadAheadBudgetTests {

	@Test
	void neverGivesMoreThanItsLimit() {
		ReadAheadBudget budget = new ReadAheadBudget(100);
		assertThat(budget.take(60)).isTrue();
		assertThat(budget.take(41)).isFalse();
		assertThat(budget.taken()).isEqualTo(60);
		assertThat(budget.take(40)).isTrue();
		assertThat(budget.take(1)).isFalse();
		budget.giveBack(60);
		assertThat(budget.taken()).isEqualTo(40);
		assertThat(budget.take(60)).isTrue();
	}

}
