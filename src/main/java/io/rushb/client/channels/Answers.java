package io.rushb.client.channels;

import java.util.ArrayList;
import java.util.List;

import io.rushb.wire.Kind;
import io.rushb.wire.SerialNumber;

/**
 * The client's side of one session: its own numbers (rule N1), and the answers that are
 * not confirmed. A repair (rule C3) repeats them in order, under their numbers, and adds
 * a NAK under a new one.
 * <p>
 * A new packet of the server confirms the last ACK and all before it. NAKs that were sent
 * after that ACK stay unconfirmed: the packet may have been under way already, and the
 * server still wants exactly the number of the first NAK (rule A1).
 */
final class Answers {

	/** An answer, or the GET. */
	record Unconfirmed(Kind kind, int number, int acknowledgement) {

	}

	/**
	 * The most NAKs for one packet. It is most unlikely that all of them are lost, and
	 * rule A1's 64 numbers are far away.
	 */
	private static final int MAX_NAKS = 8;

	private final List<Unconfirmed> unconfirmed = new ArrayList<>(2);

	private int next = 1;

	private int naks;

	/** A new session: the GET has number 1 (rule S1). */
	void open() {
		this.unconfirmed.clear();
		this.next = 1;
		this.naks = 0;
		this.unconfirmed.add(new Unconfirmed(Kind.GET, take(), 0));
	}

	/** The server's next packet has come: it has accepted the last ACK, or the GET. */
	void confirm() {
		for (int i = this.unconfirmed.size() - 1; i >= 0; i--) {
			if (!isNak(this.unconfirmed.get(i))) {
				this.unconfirmed.subList(0, i + 1).clear();
				break;
			}
		}
		this.naks = 0;
	}

	/** Answers the server's packet of this number. */
	Unconfirmed acknowledge(Kind kind, int sequence) {
		Unconfirmed answer = new Unconfirmed(kind, take(), sequence);
		this.unconfirmed.add(answer);
		return answer;
	}

	/**
	 * Asks for a packet of this number.
	 * @return whether there is one more NAK
	 */
	boolean nak(Kind kind, int sequence) {
		if (this.naks >= MAX_NAKS) {
			return false;
		}
		this.naks++;
		this.unconfirmed.add(new Unconfirmed(kind, take(), sequence));
		return true;
	}

	/** The newest answer, which was not sent yet. */
	Unconfirmed last() {
		return this.unconfirmed.get(this.unconfirmed.size() - 1);
	}

	List<Unconfirmed> unconfirmed() {
		return this.unconfirmed;
	}

	/** Whether the last answer of this kind went out under this number. */
	boolean isUnder(Kind kind, int number) {
		return this.unconfirmed.stream().anyMatch((answer) -> answer.kind() == kind && answer.number() == number);
	}

	private static boolean isNak(Unconfirmed answer) {
		return answer.kind() == Kind.DAT_NAK || answer.kind() == Kind.FIN_NAK;
	}

	private int take() {
		int number = this.next;
		this.next = SerialNumber.next(number);
		return number;
	}

}
