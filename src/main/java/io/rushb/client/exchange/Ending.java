package io.rushb.client.exchange;

import java.util.concurrent.TimeUnit;

import io.rushb.wire.Kind;
import io.rushb.wire.Packet;

/**
 * Decides when a FIN exchange is over for the client. An attacker who does not see the
 * packets, but guesses the client's port, can send a FIN and a FIN+ACK under every
 * number: the right ones are among them, and would cut the file short. The base protocol
 * has no protection against that; these rules make it harder:
 * <ul>
 * <li>A FIN counts only under the number expected next.</li>
 * <li>After the FIN+ACK the client listens for a round trip. A server that has not come
 * to its end sends its data again, under the number of the FIN. One such packet may be
 * one with a damaged number; when the second comes, the FIN no longer counts, and the
 * transfer continues.</li>
 * <li>If a FIN or FIN+ACK came that cannot be the server's, the client listens for a
 * whole retransmission timeout instead, counted from the latest of them.</li>
 * </ul>
 * Times are nanoseconds on the clock of the exchange.
 */
final class Ending {

	private static final long NEVER = Long.MIN_VALUE;

	/** The longest retransmission timeout of rule T1, 4 s, and a second for the way. */
	private static final long REPEAT = TimeUnit.SECONDS.toNanos(5);

	private final long longest;

	private int number;

	private long strangeAt = NEVER;

	private long confirmedAt = NEVER;

	private long roundTrip;

	/**
	 * Makes an ending.
	 * @param longest the longest time to listen if nothing is suspicious
	 */
	Ending(long longest) {
		this.longest = longest;
	}

	/** The FIN expected has come. */
	void begin(int number) {
		this.number = number;
	}

	/** A FIN or FIN+ACK has come; returns whether it cannot be the server's. */
	void strange(boolean isStrange, long now) {
		this.strangeAt = isStrange ? now : this.strangeAt;
	}

	/** Whether a strange FIN or FIN+ACK has come. */
	boolean isStrange() {
		return this.strangeAt != NEVER;
	}

	/** The server's FIN+ACK has come. */
	void confirmed(long now, long roundTrip) {
		this.confirmedAt = now;
		this.roundTrip = roundTrip;
	}

	/**
	 * Whether a packet shows that the server has not sent the FIN: data under its number,
	 * or, if somebody forges ends, the data before it, which a server at its end does not
	 * repeat.
	 * @param ahead how far its number is ahead of the one after the FIN's
	 */
	boolean isRefutation(Packet packet, int ahead) {
		return packet.kind() == Kind.DAT && packet.isChecksumRight() && (ahead == -1 || (ahead == -2 && isStrange()));
	}

	/** The FIN does not count: returns the number that is expected again. */
	int refuted() {
		this.confirmedAt = NEVER;
		return this.number;
	}

	/** Whether both sides know that it is over (rule S6). */
	boolean isConfirmed() {
		return this.confirmedAt != NEVER;
	}

	/** Until when to listen. */
	long until() {
		long calm = this.confirmedAt + Math.min(this.roundTrip, this.longest);
		return (this.strangeAt != NEVER) ? Math.max(calm, this.strangeAt + REPEAT) : calm;
	}

	/** Whether the FIN+ACK has come, but suspicious packets still come. */
	boolean isDoubtful(long now) {
		return this.confirmedAt != NEVER && now < until();
	}

}
