package io.rushb.session;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ContentTests {

	private static final int SEGMENT = 1464;

	@ParameterizedTest
	@CsvSource({ "1464, 10000", "1465, 10000", "3000, 10000", "3000, 3000", "3000, 3001", "3000, 4537",
			"65536, 100000" })
	void everySegmentLiesInOneChunkWhereverItBegins(int chunkLength, int size) {
		ReadAheadBudget budget = new ReadAheadBudget(1_000_000, chunkLength);
		Content content = new Content(new SizeOnly(size), budget);
		content.use();
		for (int position = 0; position < size; position++) {
			Chunk chunk = content.chunkAt(position);
			assertThat(chunk.holdsSegmentAt(position)).isTrue();
			int offset = chunk.offset(position);
			assertThat(chunk.length() - offset).isGreaterThanOrEqualTo(Math.min(SEGMENT, size - position));
			assertThat(chunk.length()).isLessThanOrEqualTo(chunkLength);
			content.release(chunk);
		}
		assertThat(content.letGo()).isTrue();
		assertThat(budget.taken()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "1464, 10000", "3000, 10000", "3000, 4537", "3000, 4538" })
	void eachChunkIsFollowedByTheOneThatHoldsWhatItDoesNot(int chunkLength, int size) {
		Content content = new Content(new SizeOnly(size), new ReadAheadBudget(1_000_000, chunkLength));
		content.use();
		int position = 0;
		Chunk next = content.chunkAt(0);
		while (next != null) {
			Chunk chunk = next;
			while (chunk.holdsSegmentAt(position)) {
				position++;
			}
			next = content.chunkAfter(chunk);
			content.release(chunk);
		}
		assertThat(position).isEqualTo(size);
	}

	@Test
	void withoutAShareOfTheBudgetAChunkIsOneSegment() {
		Content content = new Content(new SizeOnly(5000), new ReadAheadBudget(0, 2000));
		Chunk chunk = content.chunkAt(1000);
		assertThat(chunk.start()).isEqualTo(1000);
		assertThat(chunk.length()).isEqualTo(SEGMENT);
		assertThat(content.chunkAt(1000)).as("of this session alone").isNotSameAs(chunk);
		assertThat(content.chunkAt(4000).length()).isEqualTo(1000);
		assertThat(content.chunkAfter(chunk)).isNull();
	}

	@Test
	void aChunkIsOnlyLookedAtOnceTheCoreHasBeenToldThatItWasRead() {
		Content content = new Content(new SizeOnly(5000), new ReadAheadBudget(10_000, 2000));
		Chunk chunk = content.chunkAt(0);
		content.readBegins(chunk);
		chunk.read(); // by a worker
		assertThat(chunk.isRead()).isFalse();
		content.readEnds(chunk);
		assertThat(chunk.isRead()).isTrue();
		assertThat(chunk.problem()).isNull();
	}

	@Test
	void aReadThatFailsInWhateverWayIsOver() {
		ContentSource source = new SizeOnly(5000, new OutOfMemoryError("no memory"));
		Content content = new Content(source, new ReadAheadBudget(10_000, 2000));
		Chunk chunk = content.chunkAt(0);
		content.readBegins(chunk);
		chunk.read();
		content.readEnds(chunk);
		assertThat(chunk.problem()).contains("cannot be read any more").contains("no memory");
		assertThat(content.isBroken()).isTrue();
	}

	@Test
	void chunksFarIntoALargeResourceAreFound() {
		long far = 5_000_000_000_000L;
		Content content = new Content(new SizeOnly(2 * far), new ReadAheadBudget(100_000));
		assertThat(content.chunkAt(far).holdsSegmentAt(far)).isTrue();
	}

}
