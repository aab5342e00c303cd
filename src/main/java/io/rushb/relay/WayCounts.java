package io.rushb.relay;

/**
 * How many datagrams of one direction a relay has handled in which way.
 *
 * @param seen received
 * @param dropped lost by chance, or because the relay held too many
 * @param swallowed lost in the blackhole
 * @param corrupted sent with a flipped bit
 * @param duplicated sent twice
 * @param reordered held back
 * @param sent sent, copies included
 */
public record WayCounts(long seen, long dropped, long swallowed, long corrupted, long duplicated, long reordered,
		long sent) {

	@Override
	public String toString() {
		return "seen " + this.seen + ", dropped " + this.dropped + ", swallowed " + this.swallowed + ", corrupted "
				+ this.corrupted + ", duplicated " + this.duplicated + ", reordered " + this.reordered + ", sent "
				+ this.sent;
	}

}
