package io.rushb.simulation;

import java.util.SplittableRandom;

/**
 * Falls silent in mid-transfer.
 */
final class VanishingClient extends SimulatedClient {

	VanishingClient(World world, int index, ClientPlan plan, SplittableRandom random) {
		super(world, index, plan, random);
	}

	@Override
	protected void handleNext(int sequence) {
		if (sequence < this.plan.turn()) {
			super.handleNext(sequence);
		}
		else {
			vanish();
		}
	}

	@Override
	protected void handleEnd(int sequence) {
		vanish();
	}

}
