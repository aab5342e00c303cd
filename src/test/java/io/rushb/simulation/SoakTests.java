package io.rushb.simulation;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random seeds for as long as wanted: {@code ./mvnw test -Psoak -Dsoak.seconds=60}.
 */
@Tag("soak")
class SoakTests {

	private static final long SECONDS = Long.getLong("soak.seconds", 60);

	private static final int BATCH = 500;

	@Test
	void randomSeedsDoWhatTheModelPredicts() {
		ExpectedCounts expected = new ExpectedCounts();
		soak(SimulationTests.class, (trace) -> SimulationTests.hostile(trace, expected));
		System.out.printf("soak: %,d sessions, %,d packets%n", expected.sessions(), expected.packets());
	}

	@Test
	void willingClientsGetTheirResourcesOnRandomSeeds() {
		soak(LivenessTests.class, LivenessTests::disordered);
	}

	private static void soak(Class<?> replayedBy, Function<Trace, Consumer<Long>> run) {
		long began = System.nanoTime();
		long first = System.currentTimeMillis() << 24;
		long seeds = 0;
		while (System.nanoTime() - began < TimeUnit.SECONDS.toNanos(SECONDS) / 2) {
			Runs.each(LongStream.range(first + seeds, first + seeds + BATCH).boxed(),
					(seed) -> Runs.one(replayedBy, seed, run));
			seeds += BATCH;
		}
		System.out.printf("soak of %s: %,d seeds from %d%n", replayedBy.getSimpleName(), seeds, first);
	}

}
