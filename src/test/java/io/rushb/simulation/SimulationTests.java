package io.rushb.simulation;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

import io.rushb.endpoint.Limit;
import io.rushb.session.IgnoreReason;
import io.rushb.session.Outcome;
import io.rushb.session.RetransmitCause;
import io.rushb.wire.Corruption;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Thousands of seeds: whatever clients and network do, no byte is lost, damaged or mixed
 * up, and the endpoint does exactly what the model of the protocol predicts. A failure
 * says which seed to repeat.
 */
class SimulationTests {

	private static final int SEEDS = 10_000;

	@Test
	void everySeedDoesWhatTheModelPredicts() {
		ExpectedCounts expected = new ExpectedCounts();
		int seeds = Runs.seeds(SimulationTests.class, SEEDS, (trace) -> hostile(trace, expected));
		System.out.printf("%,d hostile seeds: %,d sessions, %,d packets%n", seeds, expected.sessions(),
				expected.packets());
		if (seeds == SEEDS) {
			assertEverythingHappened(expected);
		}
	}

	/** Runs that saw too little would prove too little. */
	private static void assertEverythingHappened(ExpectedCounts expected) {
		for (Enum<?>[] group : List.<Enum<?>[]>of(IgnoreReason.values(), Corruption.values(),
				RetransmitCause.values())) {
			for (Enum<?> event : group) {
				// Budgets are off here; who may ask is decided before the endpoint.
				if (event != IgnoreReason.ABUSE && event != IgnoreReason.ACCESS) {
					assertThat(expected.of(event)).as("how often %s happened", event).isGreaterThan(100);
				}
			}
		}
		for (Outcome outcome : Outcome.values()) {
			if (outcome != Outcome.REJECTED) {
				assertThat(expected.of(outcome)).as("how often %s happened", outcome).isGreaterThan(100);
			}
		}
		assertThat(expected.reached(Limit.SESSIONS)).as("full tables").isGreaterThan(100);
		assertThat(expected.reached(Limit.SESSIONS_PER_ADDRESS)).as("full addresses").isGreaterThan(100);
		assertThat(expected.reached(Limit.LINGERING)).as("forgotten early").isGreaterThan(100);
		assertThat(expected.flawed()).as("transfers that met what cannot be carried").isGreaterThan(100);
		assertThat(expected.of(Limit.DRAINING)).as("rejected while draining").isPositive();
	}

	static Consumer<Long> hostile(Trace trace, ExpectedCounts expected) {
		return (seed) -> {
			SplittableRandom random = new SplittableRandom(~seed);
			Faults toServer = Faults.random(random);
			Faults toClient = random.nextBoolean() ? toServer : Faults.random(random);
			boolean disorder = isDisordered(toServer) || isDisordered(toClient);
			Simulation run = new Simulation(RandomPlans.hostile(seed, disorder),
					(arrivals, chance) -> new HostileNetwork(arrivals, toServer, toClient, chance), trace);
			expected.add(run.run().expected());
		};
	}

	/** Whether packets of an earlier transfer may be taken for those of a later one. */
	private static boolean isDisordered(Faults faults) {
		return faults.duplication() > 0 || faults.replay() > 0;
	}

}
