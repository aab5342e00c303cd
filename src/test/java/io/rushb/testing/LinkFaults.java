package io.rushb.testing;

/**
 * What a {@link BadNetwork} does to each datagram. All but the delays are probabilities.
 *
 * @param loss of being lost
 * @param duplicate of coming twice
 * @param damage of one flipped bit
 * @param headerToo whether bits of the header are flipped as well
 * @param reorder of being late by up to ten more delays
 * @param delay the shortest time under way, in nanoseconds
 * @param jitter what may be added to it, in nanoseconds
 */
public record LinkFaults(double loss, double duplicate, double damage, boolean headerToo, double reorder, long delay,
		long jitter) {

	public static final LinkFaults NONE = new LinkFaults(0, 0, 0, false, 0, 5_000_000, 0);

	/** Loses some, and brings the others after a fixed time. */
	public static LinkFaults losing(double probability, long delay) {
		return new LinkFaults(probability, 0, 0, false, 0, delay, 0);
	}

	public LinkFaults losing(double probability) {
		return new LinkFaults(probability, this.duplicate, this.damage, this.headerToo, this.reorder, this.delay,
				this.jitter);
	}

}
