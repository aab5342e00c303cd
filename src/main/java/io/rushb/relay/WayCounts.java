package io.rushb.relay;

/**
 * What a relay did with the datagrams of one way.
 *
 * @param seen that came in
 * @param dropped that were lost by chance, or because too many were under way
 * @param swallowed that fell into the blackhole
 * @param corrupted that went out with a flipped bit
 * @param duplicated that went out twice
 * @param reordered that were held back
 * @param sent that went out, copies included
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
