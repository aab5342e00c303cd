package io.rushb.session;

import io.rushb.wire.Kind;
import io.rushb.wire.SerialNumber;

/**
 * The one packet of a session that may be unacknowledged (rule S3), or, until it is sent,
 * the next packet. A retransmission is the very same bytes under the same number (rule
 * N1).
 */
final class OutstandingPacket {

	private int sequence = 1;

	private long ordinal = 1;

	private Kind kind = Kind.DAT;

	private PacketBuffer packet = new PacketBuffer();

	private int dataLength;

	private int transmissions;

	private long sentAt;

	/** Returns the buffer in which to make the next packet. */
	byte[] blank() {
		if (!this.packet.isFree()) {
			this.packet = new PacketBuffer();
		}
		return this.packet.bytes();
	}

	/** The packet made in {@link #blank()} is sent for the first time. */
	PacketBuffer send(Kind kind, int dataLength, long now) {
		this.kind = kind;
		this.dataLength = dataLength;
		this.transmissions = 1;
		this.sentAt = now;
		return this.packet;
	}

	PacketBuffer sendAgain() {
		this.transmissions++;
		return this.packet;
	}

	/** Gives the next packet its number. */
	void delivered() {
		this.sequence = SerialNumber.next(this.sequence);
		this.ordinal++;
		this.transmissions = 0;
	}

	/**
	 * Its sequence number.
	 */
	int sequence() {
		return this.sequence;
	}

	/**
	 * How many different packets there were up to this one. Unlike its number this count
	 * does not wrap.
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

	/** Whether more than one retransmission was not answered, which is hardly chance. */
	boolean isSilenceLong() {
		return this.transmissions > 2;
	}

	int transmissions() {
		return this.transmissions;
	}

	boolean isRetransmitted() {
		return this.transmissions > 1;
	}

}
