package io.rushb.simulation;

import java.util.SplittableRandom;

/**
 * What a network does to packets: probabilities, and delays in nanoseconds.
 *
 * @param loss a packet is lost
 * @param duplication a packet comes twice
 * @param corruption a packet comes with flipped bits
 * @param truncation a packet comes shorter, or longer
 * @param replay an old packet of the same way comes again
 * @param delay how long every packet takes at least
 * @param jitter how much longer it may take, so that packets overtake each other
 */
record Faults(double loss, double duplication, double corruption, double truncation, double replay, long delay,
		long jitter) {

	private static final long MILLISECOND = 1_000_000;

	static Faults none() {
		return new Faults(0, 0, 0, 0, 0, 10 * MILLISECOND, 0);
	}

	static Faults random(SplittableRandom random) {
		return new Faults(sometimes(random, 0.3), sometimes(random, 0.3), sometimes(random, 0.2),
				sometimes(random, 0.1), sometimes(random, 0.1), delay(random),
				random.nextBoolean() ? 0 : MILLISECOND * (1 + random.nextInt(random.nextInt(4) == 0 ? 3000 : 200)));
	}

	/** Loss up to 30 % each way, packets in order. */
	static Faults lossOnly(SplittableRandom random) {
		return new Faults(0.05 + 0.25 * random.nextDouble(), 0, 0, 0, 0, delay(random), 0);
	}

	/** Loss up to 30 % each way, copies, and packets that overtake each other. */
	static Faults lossAndDisorder(SplittableRandom random) {
		return new Faults(0.3 * random.nextDouble(), sometimes(random, 0.3), 0, 0, 0, delay(random),
				MILLISECOND * random.nextInt(300));
	}

	private static long delay(SplittableRandom random) {
		return switch (random.nextInt(8)) {
			case 0 -> 0;
			case 1 -> 750 * MILLISECOND;
			default -> MILLISECOND * (1 + random.nextInt(120));
		};
	}

	private static double sometimes(SplittableRandom random, double most) {
		return random.nextBoolean() ? 0 : most * random.nextDouble();
	}

}
