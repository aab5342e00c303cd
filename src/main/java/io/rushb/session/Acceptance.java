package io.rushb.session;

import java.util.Optional;

import io.rushb.wire.Kind;
import io.rushb.wire.Packet;
import io.rushb.wire.SerialNumber;
import org.jspecify.annotations.Nullable;

/**
 * What the server takes as an answer: rules A1 to A5 as a pure function.
 */
public enum Acceptance {

	/** The outstanding packet has been delivered (rule A2). */
	DELIVERED(null),
	/** The outstanding packet is wanted again (rule A3). */
	WANTED_AGAIN(null),
	/** A late answer to a copy of an older packet (rule A4). */
	LATE(IgnoreReason.LATE),
	/**
	 * Its number was used before, or says nothing of this session (rules A1 and A5).
	 */
	OUT_OF_SEQUENCE(IgnoreReason.SEQUENCE),
	/**
	 * Its number is too high (rules A1, A3 and A5), and it answers a packet of this
	 * session. So the session's client is alive (rule A6).
	 */
	TOO_FAR_AHEAD(IgnoreReason.SEQUENCE),
	/** It answers a packet that was never sent (rule A5). */
	NEVER_SENT(IgnoreReason.ACKNOWLEDGEMENT),
	/** Its kind is no answer to the packet it names (rule A5). */
	WRONG_KIND(IgnoreReason.KIND);

	/**
	 * How far ahead an answer's number may be after a retransmission (rule A1), and the
	 * repeated end of a closed session (rule A7).
	 */
	public static final int WINDOW = 64;

	private final Optional<IgnoreReason> reason;

	Acceptance(@Nullable IgnoreReason reason) {
		this.reason = Optional.ofNullable(reason);
	}

	/** Why the answer is ignored (rules A4 and A5); empty if it is not. */
	Optional<IgnoreReason> reason() {
		return this.reason;
	}

	/** Whether it is an answer of the session, even if a late one. */
	boolean isAnswer() {
		return this == DELIVERED || this == WANTED_AGAIN || this == LATE;
	}

	/** One NAK for each copy of the packet (rule A3). */
	private static Acceptance again(int ahead, OutstandingPacket current) {
		return (ahead <= current.transmissions()) ? WANTED_AGAIN : TOO_FAR_AHEAD;
	}

	/**
	 * Whether the number may be one of the first of a client that has started over (rule
	 * N1). Half of the numbers count as higher than the last one (rule N2), so a low
	 * number does too, once the last one is above 32767.
	 */
	private static boolean isBegunAnew(Packet answer, int last) {
		return answer.sequence() <= WINDOW && last > WINDOW;
	}

	/**
	 * Judges an answer whose options and checksum are right.
	 * @param answer the client's packet
	 * @param last the highest client number accepted so far
	 * @param current the outstanding packet; or the next one, if its content has not been
	 * read yet
	 * @return the verdict
	 */
	static Acceptance of(Packet answer, int last, OutstandingPacket current) {
		int ahead = SerialNumber.distance(last, answer.sequence());
		if (ahead < 1) { // A1
			return OUT_OF_SEQUENCE;
		}
		int older = SerialNumber.distance(answer.acknowledgement(), current.sequence());
		if (ahead > (current.isRetransmitted() ? WINDOW : 1)) { // A1
			boolean known = older < current.ordinal() && older >= (current.isSent() ? 0 : 1);
			return (known && !isBegunAnew(answer, last)) ? TOO_FAR_AHEAD : OUT_OF_SEQUENCE;
		}
		if (older == 0 && current.isSent()) {
			boolean fin = current.kind() == Kind.FIN;
			return switch (answer.kind()) {
				case DAT_ACK -> fin ? WRONG_KIND : DELIVERED; // A2
				case FIN_ACK -> fin ? DELIVERED : WRONG_KIND; // A2
				case DAT_NAK -> fin ? WRONG_KIND : again(ahead, current); // A3
				case FIN_NAK -> fin ? again(ahead, current) : WRONG_KIND; // A3
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
