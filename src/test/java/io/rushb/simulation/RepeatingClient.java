package io.rushb.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

import io.rushb.wire.Kind;

/**
 * Keeps the number of an answer when it repeats it, and repeats its latest answer by
 * itself when nothing comes.
 */
final class RepeatingClient extends SimulatedClient {

	private static final int REPETITIONS = 5;

	private final Map<Integer, Integer> numbers = new HashMap<>();

	private int answers;

	RepeatingClient(World world, int index, ClientPlan plan, SplittableRandom random) {
		super(world, index, plan, random);
	}

	@Override
	void start() {
		this.numbers.clear();
		this.answers++;
		super.start();
	}

	@Override
	protected void answer(Kind kind, int sequence) {
		super.answer(kind, sequence);
		this.numbers.put(sequence, this.number);
		this.answers++;
		repeatUnasked(kind, sequence, this.answers, REPETITIONS);
	}

	private void repeatUnasked(Kind kind, int sequence, int answer, int times) {
		this.world.later(this.plan.retryAfter(), () -> {
			if (answer == this.answers && !isClosed() && times > 0) {
				repeatAnswer(kind, sequence);
				repeatUnasked(kind, sequence, answer, times - 1);
			}
		});
	}

	@Override
	protected void repeatAnswer(Kind kind, int sequence) {
		Integer used = this.numbers.get(sequence);
		if (used != null) {
			send(kind, used, sequence);
		}
	}

}
