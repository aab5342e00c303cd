package io.rushb.client.exchange;

/**
 * Counts repeated packets of both sides, and decides what follows.
 */
final class Repeats {

	/** How often an unanswered FIN+ACK is repeated. The bytes are safe by then. */
	private static final int CLOSING = 6;

	/**
	 * After this many answers to packet 1 without a reaction the session may be gone
	 * (rule T3).
	 */
	private static final int BEFORE_GET = 3;

	/** One copy of packet 1 may just be late; a server that starts over sends more. */
	private static final int NEW_START = 2;

	private int unanswered;

	private int copiesOfFirst;

	/** Something new has come. */
	void heard() {
		this.unanswered = 0;
		this.copiesOfFirst = 0;
	}

	/** The server has repeated its latest packet, so it has not started over. */
	void goesOn() {
		this.copiesOfFirst = 0;
	}

	/** The last packet is repeated because nothing came. */
	void unanswered() {
		this.unanswered++;
	}

	/**
	 * A copy of packet 1 has come after later packets; returns whether the server has
	 * started over.
	 */
	boolean isNewStart() {
		return ++this.copiesOfFirst >= NEW_START;
	}

	/** Whether the FIN+ACK was repeated often enough. */
	boolean isEnoughToClose() {
		return this.unanswered == CLOSING;
	}

	/**
	 * Whether the server may have forgotten the session.
	 * @param atFirst whether its first packet is the latest
	 */
	boolean isForgotten(boolean atFirst) {
		return (atFirst || this.copiesOfFirst > 0) && this.unanswered >= BEFORE_GET;
	}

}
