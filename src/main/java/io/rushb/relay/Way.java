package io.rushb.relay;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * One direction of one client's traffic: decides what happens to each datagram. Pure:
 * time is an argument.
 */
final class Way {

	/** The longest time that a reordered datagram is held back beyond the delay. */
	private static final long HOLD = TimeUnit.MILLISECONDS.toNanos(20);

	private final Impairments impairments;

	private final SplittableRandom random;

	private final WayTally tally;

	private boolean losing;

	Way(Impairments impairments, SplittableRandom random, WayTally tally) {
		this.impairments = impairments;
		this.random = random;
		this.tally = tally;
	}

	/** Takes a datagram, and returns the datagrams to send for it, and when. */
	void take(byte[] datagram, long now, Departure departure) {
		this.tally.seen.increment();
		if (isLost()) {
			this.tally.dropped.increment();
			return;
		}
		boolean twice = chance(this.impairments.duplicate());
		if (twice) {
			this.tally.duplicated.increment();
		}
		for (int copy = 0; copy < (twice ? 2 : 1); copy++) {
			departure.leave(maybeCorrupt(datagram), now + delay());
		}
	}

	/**
	 * Gilbert's model: a good and a bad state; all datagrams in the bad state are lost.
	 */
	private boolean isLost() {
		double loss = this.impairments.loss();
		if (this.impairments.burst() <= 1 || loss == 0 || loss == 1) {
			return chance(loss);
		}
		double end = 1 / this.impairments.burst();
		double begin = Math.min(1, end * loss / (1 - loss));
		this.losing = chance(this.losing ? 1 - end : begin);
		return this.losing;
	}

	private byte[] maybeCorrupt(byte[] datagram) {
		if (datagram.length == 0 || !chance(this.impairments.corrupt())) {
			return datagram;
		}
		this.tally.corrupted.increment();
		byte[] copy = datagram.clone();
		int bit = this.random.nextInt(Byte.SIZE * copy.length);
		copy[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
		return copy;
	}

	private long delay() {
		long delay = this.impairments.delay().toNanos() + upTo(this.impairments.jitter().toNanos());
		if (chance(this.impairments.reorder())) {
			this.tally.reordered.increment();
			delay += HOLD / 2 + upTo(HOLD / 2);
		}
		return delay;
	}

	private long upTo(long nanos) {
		return (nanos > 0) ? this.random.nextLong(nanos + 1) : 0;
	}

	private boolean chance(double probability) {
		return probability > 0 && this.random.nextDouble() < probability;
	}

	/** What leaves. */
	@FunctionalInterface
	interface Departure {

		void leave(byte[] datagram, long at);

	}

}
