package io.rushb.relay;

import java.time.Duration;

/**
 * How bad the network is, each way. Probabilities are from 0 to 1.
 *
 * @param loss the share that is lost on average
 * @param burst how many datagrams in a row a loss takes on average, 1 or more; 1 for
 * independent losses
 * @param corrupt the probability of one flipped bit. The kernel makes a new UDP checksum,
 * so the damage reaches the far end
 * @param duplicate the probability of being sent twice
 * @param reorder the probability of being held back, so that later ones overtake
 * @param delay the least delay
 * @param jitter the greatest random time added to it, so that datagrams may overtake each
 * other
 */
public record Impairments(double loss, double burst, double corrupt, double duplicate, double reorder, Duration delay,
		Duration jitter) {

	/** A perfect network. */
	public static final Impairments NONE = new Impairments(0, 1, 0, 0, 0, Duration.ZERO, Duration.ZERO);

	/**
	 * Checks the ranges.
	 */
	public Impairments {
		for (double probability : new double[] { loss, corrupt, duplicate, reorder }) {
			if (!(probability >= 0 && probability <= 1)) {
				throw new IllegalArgumentException("a probability is from 0 to 1: " + probability);
			}
		}
		if (!(burst >= 1) || delay.isNegative() || jitter.isNegative()) {
			throw new IllegalArgumentException("a burst is 1 or longer, times are not negative");
		}
	}

	/**
	 * Returns the same with another loss.
	 * @param probability 0 to 1
	 * @param burst the average length of a burst, 1 or more
	 * @return a copy
	 */
	public Impairments withLoss(double probability, double burst) {
		return new Impairments(probability, burst, this.corrupt, this.duplicate, this.reorder, this.delay, this.jitter);
	}

	/**
	 * Returns the same with another corruption.
	 * @param probability 0 to 1
	 * @return a copy
	 */
	public Impairments withCorrupt(double probability) {
		return new Impairments(this.loss, this.burst, probability, this.duplicate, this.reorder, this.delay,
				this.jitter);
	}

	/**
	 * Returns the same with other duplication and reordering.
	 * @param duplicate 0 to 1
	 * @param reorder 0 to 1
	 * @return a copy
	 */
	public Impairments withDisorder(double duplicate, double reorder) {
		return new Impairments(this.loss, this.burst, this.corrupt, duplicate, reorder, this.delay, this.jitter);
	}

	/**
	 * Returns the same with another delay.
	 * @param delay zero or more
	 * @param jitter zero or more
	 * @return a copy
	 */
	public Impairments withDelay(Duration delay, Duration jitter) {
		return new Impairments(this.loss, this.burst, this.corrupt, this.duplicate, this.reorder, delay, jitter);
	}

}
