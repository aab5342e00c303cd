package io.rushb.simulation;

import io.rushb.session.IgnoreReason;
import io.rushb.wire.Corruption;
import org.jspecify.annotations.Nullable;

/**
 * What a server has to make of a datagram.
 */
enum Disposition {

	/** It opens a session (S1). */
	OPENS(null),
	/** The outstanding packet is delivered (A2). */
	DELIVERED(null),
	/** The outstanding packet is sent again at once (A3). */
	NAK(null),
	/** The same GET again: the outstanding packet is sent again (A6). */
	REPEATED(null),
	/** The same GET again while there is nothing to send yet (A6). */
	AWAITED(null),
	/** A GET that is remembered and so far changes nothing (A6). */
	REMEMBERED(null),
	/** The end of a closed session again, which is answered (A7). */
	FAREWELL(null),
	/** Changes nothing but the highest number (A4). */
	LATE(IgnoreReason.LATE),
	/** The same, and it tells that copies were needless (T1). */
	NEEDLESS(IgnoreReason.LATE),
	/** Ignored: there is no such session. */
	NO_SESSION(IgnoreReason.NO_SESSION),
	/** Ignored: other options (S2). */
	OPTIONS(IgnoreReason.OPTIONS),
	/** Ignored: does not fit in sequence (A1). */
	SEQUENCE(IgnoreReason.SEQUENCE),
	/** Ignored: does not fit yet, so that its client lives (A1, A3, A6). */
	AHEAD(IgnoreReason.SEQUENCE),
	/** Ignored: answers what was never sent (A5). */
	NEVER_SENT(IgnoreReason.ACKNOWLEDGEMENT),
	/** Ignored: a kind that is no answer (A5). */
	KIND(IgnoreReason.KIND),
	/** Ignored: a wrong checksum. */
	CHECKSUM(Corruption.CHECKSUM),
	/** Ignored: not a packet. */
	MALFORMED(null);

	private final @Nullable Enum<?> counter;

	Disposition(@Nullable Enum<?> counter) {
		this.counter = counter;
	}

	/** What counts it, if it is ignored for a reason. */
	@Nullable Enum<?> counter() {
		return this.counter;
	}

	/** Whether nothing may be seen of it: no packet, no timer, no state. */
	boolean isSilent() {
		return this.counter != null && this != NEEDLESS || this == MALFORMED || this == REMEMBERED || this == AWAITED;
	}

}
