package io.rushb.client.exchange;

/**
 * The counts of an exchange.
 *
 * @param received datagrams that came from the server
 * @param sent datagrams sent, repeated ones included
 * @param retransmissions packets of the server that came again after they had been
 * answered
 * @param repeats the client's packets that were sent again
 * @param naks packets that were asked for again with a NAK
 * @param damaged datagrams that were malformed or had a wrong checksum
 * @param ignored well-formed packets that did not fit
 */
public record Counts(long received, long sent, long retransmissions, long repeats, long naks, long damaged,
		long ignored) {

	/** Nothing yet. */
	public static final Counts ZERO = new Counts(0, 0, 0, 0, 0, 0, 0);

	/**
	 * Adds the counts of another exchange.
	 * @param other the counts to add
	 * @return the sums
	 */
	public Counts plus(Counts other) {
		return new Counts(this.received + other.received, this.sent + other.sent,
				this.retransmissions + other.retransmissions, this.repeats + other.repeats, this.naks + other.naks,
				this.damaged + other.damaged, this.ignored + other.ignored);
	}

}
