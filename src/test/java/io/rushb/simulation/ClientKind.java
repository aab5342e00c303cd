package io.rushb.simulation;

import java.util.SplittableRandom;

/**
 * How simulated clients behave.
 */
enum ClientKind {

	/** A new number for every answer, and the published client's deliberate mistakes. */
	PUBLISHED {
		@Override
		SimulatedClient create(World world, int index, ClientPlan plan, SplittableRandom random) {
			return new PrankishClient(world, index, plan, random);
		}
	},
	/** Keeps the number when it repeats an answer, which it also does unasked. */
	REPEATING {
		@Override
		SimulatedClient create(World world, int index, ClientPlan plan, SplittableRandom random) {
			return new RepeatingClient(world, index, plan, random);
		}
	},
	/** Sends NAKs. */
	NAK {
		@Override
		SimulatedClient create(World world, int index, ClientPlan plan, SplittableRandom random) {
			return new NakClient(world, index, plan, random);
		}
	},
	/** Starts over on the same port in mid-transfer. */
	RESTARTING {
		@Override
		SimulatedClient create(World world, int index, ClientPlan plan, SplittableRandom random) {
			return new RestartingClient(world, index, plan, random);
		}
	},
	/** Falls silent in mid-transfer. */
	VANISHING {
		@Override
		SimulatedClient create(World world, int index, ClientPlan plan, SplittableRandom random) {
			return new VanishingClient(world, index, plan, random);
		}
	},
	/** Answers at random. */
	RANDOM {
		@Override
		SimulatedClient create(World world, int index, ClientPlan plan, SplittableRandom random) {
			return new RandomClient(world, index, plan, random);
		}
	};

	abstract SimulatedClient create(World world, int index, ClientPlan plan, SplittableRandom random);

	/** Whether it wants its resource, to the end. */
	boolean isWilling() {
		return this != VANISHING && this != RANDOM;
	}

}
