package io.rushb.client.channels;

import io.rushb.client.exchange.Counts;
import io.rushb.wire.Options;

/**
 * The counts of all channels together.
 */
final class ChannelCounts {

	/** Datagrams that came. */
	long received;

	/** Datagrams that were sent, repeated ones included. */
	long sent;

	/** Packets of the server that had come before. */
	long retransmissions;

	/** Repairs: an answer, or a GET, was sent again. */
	long repairs;

	/** Malformed, or with a wrong checksum. */
	long damaged;

	/** Well-formed packets that fitted no session. */
	long ignored;

	/** Sessions that were given up because the server was silent in them. */
	long abandoned;

	/**
	 * The options that the server has granted in all sessions that it has answered (rule
	 * S2).
	 */
	Options granted = new Options(true, true);

	/** The same numbers as of one exchange. */
	Counts view() {
		return new Counts(this.received, this.sent, this.retransmissions, this.repairs, 0, this.damaged, this.ignored);
	}

}
