package io.rushb.simulation;

import java.util.SplittableRandom;

/**
 * Starts over on the same port in mid-transfer, once. It asks for another resource only
 * if no packet of old can be taken for a new one: the protocol has no name for a session.
 */
final class RestartingClient extends SimulatedClient {

	private boolean restarted;

	RestartingClient(World world, int index, ClientPlan plan, SplittableRandom random) {
		super(world, index, plan, random);
	}

	@Override
	protected void handleNext(int sequence) {
		if (this.restarted || sequence < this.plan.turn()) {
			super.handleNext(sequence);
			return;
		}
		this.restarted = true;
		boolean telling = this.resource != this.plan.other() && gets() == 1 && sequence >= 2;
		this.world.note(this, telling ? "restarts with another request" : "restarts");
		if (telling) {
			this.world.forgetPacketsOf(this);
			this.resource = this.plan.other();
		}
		start();
	}

}
