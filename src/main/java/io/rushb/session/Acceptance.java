package io.rushb.session;

import io.rushb.wire.Kind;
import io.rushb.wire.Packet;
import io.rushb.wire.SerialNumber;

/**
 * What the server takes as an answer: rules A1 to A5 as a pure function.
 */
enum Acceptance {

	/** The outstanding packet has been delivered (rule A2). */
	DELIVERED,
	/** The outstanding packet is wanted again (rule A3). */
	WANTED_AGAIN,
	/** A late answer to a copy of an older packet (rule A4). */
	LATE,
	/** Its number does not fit in sequence (rules A1 and A5). */
	OUT_OF_SEQUENCE,
	/** It answers a packet that was never sent (rule A5). */
	NEVER_SENT,
	/** Its kind is no answer to the packet it names (rule A5). */
	WRONG_KIND;

	/** How far ahead an answer's number may be after a retransmission (rule A1). */
	static final int WINDOW = 64;

	/**
	 * Judges an answer whose options and checksum are right.
	 * @param answer the client's packet
	 * @param last the highest client number accepted so far
	 * @param current the packet that is outstanding; or the one to come, if the content
	 * for it has not been read yet
	 * @return the verdict
	 */
	static Acceptance of(Packet answer, int last, OutstandingPacket current) {
		int ahead = SerialNumber.distance(last, answer.sequence());
		if (ahead < 1 || ahead > (current.isRetransmitted() ? WINDOW : 1)) { // A1
			return OUT_OF_SEQUENCE;
		}
		int older = SerialNumber.distance(answer.acknowledgement(), current.sequence());
		if (older == 0 && current.isSent()) {
			boolean fin = current.kind() == Kind.FIN;
			return switch (answer.kind()) {
				case DAT_ACK -> fin ? WRONG_KIND : DELIVERED; // A2
				case FIN_ACK -> fin ? DELIVERED : WRONG_KIND; // A2
				case DAT_NAK -> fin ? WRONG_KIND : WANTED_AGAIN; // A3
				case FIN_NAK -> fin ? WANTED_AGAIN : WRONG_KIND; // A3
				case GET, DAT, FIN -> WRONG_KIND;
			};
		}
		if (older < 1 || older >= current.ordinal()) {
			return NEVER_SENT;
		}
		// Every packet older than the outstanding one carried data.
		return (answer.kind() == Kind.DAT_ACK || answer.kind() == Kind.DAT_NAK) ? LATE : WRONG_KIND; // A4
	}

}
