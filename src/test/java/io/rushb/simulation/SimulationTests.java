package io.rushb.simulation;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

/**
 * Thousands of seeds: whatever clients and network do, no byte is lost, damaged or mixed
 * up, and the endpoint does exactly what the model of the protocol predicts. A failure
 * says which seed to repeat.
 */
class SimulationTests {

	static final Function<Trace, Consumer<Long>> HOSTILE = (trace) -> (seed) -> run(seed, trace);

	private static final int SEEDS = 10_000;

	@Test
	void everySeedDoesWhatTheModelPredicts() {
		Runs.seeds(SimulationTests.class, 0, SEEDS, HOSTILE);
	}

	private static void run(long seed, Trace trace) {
		SplittableRandom random = new SplittableRandom(~seed);
		Faults toServer = Faults.random(random);
		Faults toClient = random.nextBoolean() ? toServer : Faults.random(random);
		boolean disorder = isDisordered(toServer) || isDisordered(toClient);
		new Simulation(Scenarios.hostile(seed, disorder),
				(arrivals, chance) -> new HostileNetwork(arrivals, toServer, toClient, chance), trace)
			.run();
	}

	/** Whether packets of an earlier transfer may be taken for those of a later one. */
	private static boolean isDisordered(Faults faults) {
		return faults.duplication() > 0 || faults.replay() > 0;
	}

}
