package io.rushb.session;

import io.rushb.wire.Kind;
import io.rushb.wire.SerialNumber;
import org.jspecify.annotations.Nullable;

/**
 * The one packet of a session that may be unacknowledged (rule S3), or, until it is sent,
 * the packet to come. A retransmission is the very same bytes under the same number (rule
 * N1). Beside it, perhaps, the DAT after it, made ahead.
 */
final class OutstandingPacket {

	private static final int NONE = -1;

	private int sequence = 1;

	private long ordinal = 1;

	private Kind kind = Kind.DAT;

	private PacketBuffer packet = new PacketBuffer();

	private int dataLength;

	/** The place of the DAT made ahead; made when there is a first one. */
	private @Nullable PacketBuffer ahead;

	private int lengthAhead = NONE;

	private int transmissions;

	private long sentAt;

	/** Where the packet to come is to be made. */
	byte[] blank() {
		if (!this.packet.isFree()) {
			this.packet = new PacketBuffer();
		}
		return this.packet.bytes();
	}

	/** Where the DAT after this packet is to be made. */
	byte[] blankAhead() {
		PacketBuffer place = this.ahead;
		if (place == null || !place.isFree()) {
			place = new PacketBuffer();
			this.ahead = place;
		}
		return place.bytes();
	}

	/** The DAT after this one has been made in {@link #blankAhead()}. */
	void madeAhead(int length) {
		this.lengthAhead = length;
	}

	boolean isNextMade() {
		return this.lengthAhead != NONE;
	}

	/** The packet made in {@link #blank()} is sent for the first time. */
	PacketBuffer send(Kind kind, int dataLength, long now) {
		this.kind = kind;
		this.dataLength = dataLength;
		this.transmissions = 1;
		this.sentAt = now;
		return this.packet;
	}

	/** The DAT made ahead is sent for the first time. */
	PacketBuffer sendMadeAhead(long now) {
		PacketBuffer made = this.ahead;
		assert made != null;
		this.ahead = this.packet;
		this.packet = made;
		int length = this.lengthAhead;
		this.lengthAhead = NONE;
		return send(Kind.DAT, length, now);
	}

	PacketBuffer sendAgain() {
		this.transmissions++;
		return this.packet;
	}

	/** Gives the number to the packet to come. */
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

	/** Whether more than one retransmission has not helped: it is not chance alone. */
	boolean isSilenceLong() {
		return this.transmissions > 2;
	}

	boolean isRetransmitted() {
		return this.transmissions > 1;
	}

}
