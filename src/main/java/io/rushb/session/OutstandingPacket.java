package io.rushb.session;

import io.rushb.wire.Kind;
import io.rushb.wire.SerialNumber;

/**
 * The one packet of a session that may be unacknowledged (rule S3), or, until it is sent,
 * the packet to come. A retransmission is the very same bytes under the same number (rule
 * N1).
 */
final class OutstandingPacket {

	private static final byte[] NOT_SENT = new byte[0];

	private int sequence = 1;

	private long ordinal = 1;

	private Kind kind = Kind.DAT;

	private byte[] datagram = NOT_SENT;

	private int dataLength;

	private int transmissions;

	private long sentAt;

	void send(Kind kind, byte[] datagram, int dataLength, long now) {
		this.kind = kind;
		this.datagram = datagram;
		this.dataLength = dataLength;
		this.transmissions = 1;
		this.sentAt = now;
	}

	byte[] sendAgain() {
		this.transmissions++;
		return this.datagram;
	}

	/** Gives the number to the packet to come. */
	void delivered() {
		this.sequence = SerialNumber.next(this.sequence);
		this.ordinal++;
		this.datagram = NOT_SENT;
		this.transmissions = 0;
	}

	/**
	 * Its sequence number.
	 */
	int sequence() {
		return this.sequence;
	}

	/**
	 * How many different packets there are up to this one, which unlike its number does
	 * not wrap.
	 */
	long ordinal() {
		return this.ordinal;
	}

	Kind kind() {
		return this.kind;
	}

	int dataLength() {
		return this.dataLength;
	}

	long sentAt() {
		return this.sentAt;
	}

	boolean isSent() {
		return this.transmissions > 0;
	}

	boolean isRetransmitted() {
		return this.transmissions > 1;
	}

}
