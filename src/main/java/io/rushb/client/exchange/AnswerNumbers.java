package io.rushb.client.exchange;

import io.rushb.session.Acceptance;
import io.rushb.wire.SerialNumber;

/**
 * The client's own numbers (rules N1 and N2), chosen so that the server's rule A1 never
 * shuts the client out.
 * <p>
 * The client knows only a lower bound of the number that the server has accepted: a
 * server that sends packet k has accepted an answer to packet k-1. From there 64 numbers
 * fit once packet k has been sent twice. So all packets before packet k+1 comes, that is
 * NAKs, the answer and its spare number, stay within 64 of that lower bound.
 */
final class AnswerNumbers {

	static final int NONE = -1;

	/** Rule A1. */
	private static final int WINDOW = Acceptance.WINDOW;

	/** How many numbers NAKs may use up; the rest is for the answer. */
	private static final int NAKS = 31;

	/** The GET's. */
	private int lowest = 1;

	private int next = 2;

	/** The number of one more NAK, or {@link #NONE} when there have been enough. */
	int takeForNak() {
		return (SerialNumber.distance(this.lowest, this.next) > NAKS) ? NONE : take();
	}

	/** The number of the answer to a new packet. */
	int takeForAnswer() {
		this.lowest = take();
		return this.lowest;
	}

	/** The highest number that fits beside the answer's own; ask before taking that. */
	int spare() {
		return (this.lowest + WINDOW) & 0xffff;
	}

	/** Uses a spare number, unless the numbers have come past it. */
	boolean takeSpare(int spare) {
		if (SerialNumber.distance(this.next, spare) < 0) {
			return false;
		}
		this.next = SerialNumber.next(spare);
		return true;
	}

	private int take() {
		int number = this.next;
		this.next = SerialNumber.next(number);
		return number;
	}

}
