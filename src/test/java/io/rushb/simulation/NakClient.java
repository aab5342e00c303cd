package io.rushb.simulation;

import java.util.SplittableRandom;

import io.rushb.wire.Kind;

/**
 * Sends a NAK for some packets before it takes them.
 */
final class NakClient extends SimulatedClient {

	private int denied;

	NakClient(World world, int index, ClientPlan plan, SplittableRandom random) {
		super(world, index, plan, random);
	}

	@Override
	void start() {
		this.denied = 0;
		super.start();
	}

	@Override
	protected void handleNext(int sequence) {
		if (isDenied(sequence)) {
			answer(Kind.DAT_NAK, sequence);
		}
		else {
			super.handleNext(sequence);
		}
	}

	@Override
	protected void handleEnd(int sequence) {
		if (isDenied(sequence)) {
			answer(Kind.FIN_NAK, sequence);
		}
		else {
			super.handleEnd(sequence);
		}
	}

	private boolean isDenied(int sequence) {
		boolean first = this.denied < sequence;
		this.denied = sequence;
		return (first && sequence % 2 == this.plan.turn() % 2) || this.random.nextDouble() < this.plan.pranks();
	}

}
