package io.rushb.session;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ReadAheadBudgetTests {

	private static final int LENGTH = 2000;

	private final ReadAheadBudget budget = new ReadAheadBudget(3 * LENGTH, LENGTH);

	private final Content content = new Content(new SizeOnly(1_000_000), this.budget);

	@Test
	void neverGivesMoreThanItsLimit() {
		assertThat(this.budget.take(LENGTH)).hasSize(LENGTH);
		assertThat(this.budget.take(LENGTH)).hasSize(LENGTH);
		assertThat(this.budget.take(LENGTH)).hasSize(LENGTH);
		assertThat(this.budget.take(1)).isNull();
		assertThat(this.budget.taken()).isEqualTo(3 * LENGTH);
	}

	@Test
	void theLongestUnusedChunksGiveWay() {
		Chunk[] chunks = { chunk(0), chunk(1), chunk(2) };
		assertThat(this.budget.inUse()).isEqualTo(3 * LENGTH);
		this.content.letGo(chunks[1]);
		this.content.letGo(chunks[0]);
		assertThat(this.budget.inUse()).isEqualTo(LENGTH);
		assertThat(chunk(3).bytes()).as("the place of").isSameAs(chunks[1].bytes());
		assertThat(chunk(0)).as("still there").isSameAs(chunks[0]);
		assertThat(this.budget.take(LENGTH)).as("all are in use again").isNull();
		assertThat(this.budget.inUse()).isEqualTo(3 * LENGTH);
	}

	@Test
	void aChunkThatSomebodyStillUsesDoesNotGiveWay() {
		Chunk chunk = chunk(0);
		assertThat(chunk(0)).isSameAs(chunk);
		this.content.letGo(chunk);
		assertThatIllegalStateException().isThrownBy(() -> this.budget.evict(chunk));
		this.content.letGo(chunk);
		this.budget.evict(chunk);
		assertThat(this.budget.taken()).isZero();
		assertThat(chunk(0)).as("to be read anew").isNotSameAs(chunk);
	}

	@Test
	void aChunkThatIsBeingReadDoesNotGiveWay() {
		Chunk chunk = chunk(0);
		this.content.readBegins(chunk);
		this.content.letGo(chunk);
		assertThat(this.budget.inUse()).isEqualTo(LENGTH);
		this.content.readEnds(chunk);
		assertThat(this.budget.inUse()).isZero();
	}

	@Test
	void freePlacesGiveWayToWhatIsShorter() {
		Chunk[] chunks = { chunk(0), chunk(1), chunk(2) };
		this.content.letGo(chunks[0]);
		this.budget.evict(chunks[0]);
		assertThat(this.budget.take(100)).hasSize(100);
		assertThat(this.budget.taken()).isEqualTo(2 * LENGTH + 100);
		assertThat(this.budget.take(LENGTH)).isNull();
	}

	@Test
	void shorterChunksLeaveNoPlaceThatIsTooShort() {
		Content small = new Content(new SizeOnly(1900), this.budget);
		small.use();
		small.letGo(small.chunkAt(0));
		assertThat(this.budget.taken()).isEqualTo(1900);
		assertThat(small.letGo()).isTrue();
		assertThat(this.budget.taken()).isZero();
		assertThat(this.budget.take(LENGTH)).hasSize(LENGTH);
	}

	@Test
	void aChunkHoldsAtLeastASegment() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ReadAheadBudget(10_000, 1463));
	}

	private Chunk chunk(int number) {
		return this.content.chunkAt((long) number * (LENGTH - 1463));
	}

}
