package io.rushb.client.channels;

import java.util.Objects;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.SerialNumber;
import org.jspecify.annotations.Nullable;

/**
 * One session at a time, from one port: stop and wait. It keeps the state of the session;
 * {@link Channels} decides when to send.
 */
final class Channel {

	/** The meaning of a packet of the server. */
	enum Event {

		/** Nothing, or nothing new. */
		NOTHING,
		/** It was the expected one: an answer must be sent. */
		ANSWER,
		/** It ends the session. */
		CLOSED

	}

	private enum State {

		IDLE, ASKING, CLOSING

	}

	final int index;

	/** Rises when the next session needs a new port. */
	int generation;

	final Answers answers = new Answers();

	/** Neighbours in the list of channels under way, in the order of sending. */
	@Nullable Channel before;

	@Nullable Channel after;

	@Nullable Flight flight;

	/** When the latest copy was sent. */
	long sentAt;

	/** When the first copy was sent. */
	long firstSentAt;

	/** Its place among those that wait for the window: the least goes first. */
	long turn;

	/** How many repairs there were. */
	int tries;

	/** How many channels were under way when the first copy was sent. */
	int underWay;

	/** Whether it waits for its repair, and for which reason. */
	boolean lost;

	/** Whether it was taken for lost because a later one was answered. */
	boolean overtaken;

	private State state = State.IDLE;

	private @Nullable Ask ask;

	private boolean urgent;

	private Ask.Next due = Ask.Next.EITHER;

	private int expected;

	private int taken;

	/** The generation of the port that the latest session had; -1 before the first. */
	private int usedGeneration = -1;

	private Options options = Options.NONE;

	Channel(int index) {
		this.index = index;
	}

	/** Opens a session (rule S1). */
	void open(Ask ask, boolean urgent) {
		this.usedGeneration = this.generation;
		this.ask = ask;
		this.urgent = urgent;
		this.state = State.ASKING;
		this.due = Ask.Next.EITHER;
		this.expected = 1;
		this.taken = 0;
		this.answers.open();
		renew();
	}

	private void renew() {
		this.tries = 0;
		this.firstSentAt = Long.MIN_VALUE;
	}

	/** Whether there was a session from this port before. */
	boolean wasUsed() {
		return this.usedGeneration == this.generation;
	}

	boolean isIdle() {
		return this.state == State.IDLE;
	}

	boolean isClosing() {
		return this.state == State.CLOSING;
	}

	boolean isUnderWay() {
		return !isIdle() && !isClosing() && (this.taken > 0 || wasSent());
	}

	boolean isUrgent() {
		return this.urgent;
	}

	boolean wasSent() {
		return this.firstSentAt != Long.MIN_VALUE;
	}

	Ask ask() {
		return Objects.requireNonNull(this.ask);
	}

	/** Whether it is a new session without an answer so far. */
	boolean isOpening() {
		return this.state != State.IDLE && this.taken == 0 && !this.urgent;
	}

	/**
	 * Whether it is a new session whose GET was repeated three times without an answer.
	 */
	boolean isDenied() {
		return isOpening() && LossDetector.isDoubtful(this.tries);
	}

	/** Whether it falls silent just now, after three repairs without an answer. */
	boolean isDoubted() {
		return this.state == State.ASKING && this.taken > 0 && this.tries == LossDetector.OVERTAKEN_TRIES;
	}

	/** How many packets this session has brought, the FIN included. */
	int taken() {
		return this.taken;
	}

	/** Ends the session on this side, without telling the server. */
	void leave() {
		this.state = State.IDLE;
		this.ask = null;
	}

	/**
	 * Takes a packet of the server, with a right checksum.
	 * @return what it means; the ask has been given its data
	 */
	Event take(Packet packet, Options requested, ChannelCounts counts, long now) {
		if (this.state == State.IDLE || !agree(packet, requested)) {
			counts.ignored++;
			return Event.NOTHING;
		}
		int ahead = SerialNumber.distance(this.expected, packet.sequence());
		if (ahead != 0) {
			counts.retransmissions += (ahead < 0) ? 1 : 0;
			counts.ignored += (ahead > 0) ? 1 : 0;
			return Event.NOTHING;
		}
		if (this.state == State.CLOSING) {
			return close(packet, counts);
		}
		boolean data = packet.kind() == Kind.DAT && this.due != Ask.Next.FIN;
		boolean fin = packet.kind() == Kind.FIN && this.due != Ask.Next.DATA;
		if (!data && !fin) { // not from the server: somebody else sent it
			counts.ignored++;
			return Event.NOTHING;
		}
		this.options = packet.options();
		counts.granted = counts.granted.and(this.options);
		this.answers.confirm();
		this.answers.acknowledge(fin ? Kind.FIN_ACK : Kind.DAT_ACK, packet.sequence());
		this.expected = SerialNumber.next(this.expected);
		if (fin) {
			fin(now);
		}
		else {
			this.due = ask().take(this.taken, packet, now);
		}
		this.taken++;
		renew();
		return Event.ANSWER;
	}

	private void fin(long now) {
		this.state = State.CLOSING;
		ask().ended((this.taken == 0) ? Ask.End.REFUSED : Ask.End.DONE, now);
	}

	private Event close(Packet packet, ChannelCounts counts) {
		if (packet.kind() != Kind.FIN_ACK || !this.answers.isUnder(Kind.FIN_ACK, packet.acknowledgement())) {
			counts.ignored++;
			return Event.NOTHING;
		}
		return Event.CLOSED;
	}

	/** Rule S2: the first packet of the server grants, all others are alike. */
	private boolean agree(Packet packet, Options requested) {
		return (this.taken == 0) ? packet.options().and(requested).equals(packet.options())
				: packet.options().equals(this.options);
	}

	/**
	 * Prepares a repair (rule C3): the unconfirmed answers are sent again, and after them
	 * a NAK for the packet expected; at the opening the GET alone (rule A6). When the
	 * server's FIN+ACK is missing, the FIN+ACK is repeated (rule A7).
	 */
	void repair() {
		this.tries++;
		if (this.taken > 0 && this.state == State.ASKING) {
			this.answers.nak((this.due == Ask.Next.FIN) ? Kind.FIN_NAK : Kind.DAT_NAK, this.expected);
		}
	}

	/** Makes a datagram of an answer, 1472 bytes. */
	void write(Answers.Unconfirmed answer, Options requested, byte[] datagram) {
		if (answer.kind() == Kind.GET) {
			byte[] name = ask().name();
			byte[] get = PacketCodec.encode(Kind.GET, requested, answer.number(), 0, name, 0, name.length);
			System.arraycopy(get, 0, datagram, 0, get.length);
		}
		else {
			PacketCodec.encode(datagram, answer.kind(), this.options, answer.number(), answer.acknowledgement());
		}
	}

}
