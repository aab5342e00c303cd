package io.rushb.client.exchange;

/**
 * Counts what is said or heard again and again, and what follows from it.
 */
final class Repeats {

	/** How often an unanswered FIN+ACK is repeated. The bytes are safe by then. */
	private static final int CLOSING = 6;

	/**
	 * After this many answers to packet 1 without a reaction the session may be gone
	 * (rule T3).
	 */
	private static final int BEFORE_GET = 3;

	/** One copy of packet 1 may be a straggler; a server that begins anew sends more. */
	private static final int NEW_START = 2;

	private int unanswered;

	private int copiesOfFirst;

	/** Something new has come. */
	void heard() {
		this.unanswered = 0;
		this.copiesOfFirst = 0;
	}

	/** The server has repeated its latest packet: it has not begun anew. */
	void goesOn() {
		this.copiesOfFirst = 0;
	}

	/** What was said last is said again, since nothing came. */
	void unanswered() {
		this.unanswered++;
	}

	/**
	 * A copy of packet 1 has come though others had come; whether the server has begun
	 * anew.
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
