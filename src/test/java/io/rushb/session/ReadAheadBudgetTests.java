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
		this.content.release(chunks[1]);
		this.content.release(chunks[0]);
		assertThat(this.budget.inUse()).isEqualTo(LENGTH);
		assertThat(chunk(3).bytes()).as("the place of").isSameAs(chunks[1].bytes());
		assertThat(chunk(0)).as("still there").isSameAs(chunks[0]);
		assertThat(this.budget.take(LENGTH)).as("all are in use again").isNull();
		assertThat(this.budget.inUse()).isEqualTo(3 * LENGTH);
	}

	@Test
	void aChunkThatIsUsedAgainDoesNotGiveWay() {
		Chunk[] chunks = { chunk(0), chunk(1), chunk(2) };
		this.content.release(chunks[0]);
		this.content.release(chunks[1]);
		assertThat(chunk(0)).isSameAs(chunks[0]);
		assertThat(chunk(3).bytes()).as("the place of the only unused one").isSameAs(chunks[1].bytes());
	}

	@Test
	void aChunkThatSomebodyStillUsesDoesNotGiveWay() {
		Chunk chunk = chunk(0);
		assertThat(chunk(0)).isSameAs(chunk);
		this.content.release(chunk);
		assertThatIllegalStateException().isThrownBy(() -> this.budget.evict(chunk));
		this.content.release(chunk);
		this.budget.evict(chunk);
		assertThat(this.budget.taken()).isZero();
		assertThat(chunk(0)).as("to be read anew").isNotSameAs(chunk);
	}

	@Test
	void aChunkThatIsBeingReadDoesNotGiveWay() {
		Chunk chunk = chunk(0);
		this.content.readBegins(chunk);
		this.content.release(chunk);
		assertThat(this.budget.inUse()).isEqualTo(LENGTH);
		this.content.readEnds(chunk);
		assertThat(this.budget.inUse()).isZero();
	}

	@Test
	void freePlacesGiveWayToWhatIsShorter() {
		Chunk[] chunks = { chunk(0), chunk(1), chunk(2) };
		this.content.release(chunks[0]);
		this.budget.evict(chunks[0]);
		assertThat(this.budget.take(100)).hasSize(100);
		assertThat(this.budget.taken()).isEqualTo(2 * LENGTH + 100);
		assertThat(this.budget.take(LENGTH)).isNull();
	}

	@Test
	void nothingGivesWayInVain() {
		Chunk[] chunks = { chunk(0), chunk(1) };
		assertThat(this.budget.take(1999)).isNotNull();
		assertThat(this.budget.take(1)).isNotNull();
		this.content.release(chunks[0]);
		assertThat(this.budget.take(2001)).isNull();
		assertThat(chunk(0)).isSameAs(chunks[0]);
	}

	@Test
	void aSmallBudgetIsForSeveralSmallChunks() {
		assertThat(new ReadAheadBudget(64 * 1024 * 1024).chunkLength()).isEqualTo(64 * 1024);
		assertThat(new ReadAheadBudget(16 * 1024).chunkLength()).isEqualTo(4 * 1024);
		assertThat(new ReadAheadBudget(0).chunkLength()).isEqualTo(1464);
	}

	@Test
	void shorterChunksLeaveNoPlaceThatIsTooShort() {
		Content small = new Content(new SizeOnly(1900), this.budget);
		small.use();
		small.release(small.chunkAt(0));
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
