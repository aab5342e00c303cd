package io.rushb.session;

import java.time.Duration;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;

/**
 * Sends a session's packets, one at a time: numbers them, repeats them, times their round
 * trips, and counts what an unproven address has been sent.
 */
final class Transmitter {

	private static final byte[] NO_DATA = new byte[0];

	private final Options options;

	private final SessionListener listener;

	private final RetransmissionTimeout timeout;

	private final OutstandingPacket outstanding = new OutstandingPacket();

	private long retransmitAt = Long.MAX_VALUE;

	private long allowance;

	private long packets;

	private long retransmissions;

	Transmitter(Options options, ProtocolSettings settings, SessionListener listener) {
		this.options = options;
		this.listener = listener;
		this.timeout = new RetransmissionTimeout(settings);
	}

	void sendNothing(long now, Outbox outbox) {
		send(Kind.DAT, PacketCodec.encode(Kind.DAT, this.options, sequence(), 0, NO_DATA, 0, 0), 0, now, outbox);
	}

	void sendFin(long now, Outbox outbox) {
		send(Kind.FIN, PacketCodec.encode(Kind.FIN, this.options, sequence(), 0), 0, now, outbox);
	}

	void send(Kind kind, byte[] datagram, int dataLength, long now, Outbox outbox) {
		this.outstanding.send(kind, datagram, dataLength, now);
		transmit(now, datagram, outbox);
	}

	void sendAgain(RetransmitCause cause, long now, Outbox outbox) {
		this.retransmissions++;
		this.listener.retransmitted(cause);
		transmit(now, this.outstanding.sendAgain(), outbox);
	}

	private void transmit(long now, byte[] datagram, Outbox outbox) {
		this.retransmitAt = now + this.timeout.nanos();
		this.allowance--;
		this.packets++;
		outbox.transmit(this.outstanding.kind(), datagram);
	}

	void backOff() {
		this.timeout.backOff();
	}

	/** The outstanding packet was acknowledged: its number is used up. */
	void delivered(long now) {
		if (!this.outstanding.isRetransmitted()) { // T1
			long roundTrip = now - this.outstanding.sentAt();
			this.timeout.sample(roundTrip);
			this.listener.roundTrip(roundTrip);
		}
		this.outstanding.delivered();
		this.retransmitAt = Long.MAX_VALUE;
	}

	/** The last answer of a session, which nobody acknowledges (rule S6). */
	void sendFinAck(Farewell farewell, Outbox outbox) {
		this.packets++;
		outbox.transmit(Kind.FIN_ACK, farewell.closing(farewell.last()));
	}

	/** Allows some more packets to an unproven address (rule T3). */
	void allow(int more) {
		this.allowance += more;
	}

	boolean isAllowanceSpent() {
		return this.allowance <= 0;
	}

	void stop() {
		this.retransmitAt = Long.MAX_VALUE;
	}

	/** When the outstanding packet is to be sent again. */
	long deadline() {
		return this.retransmitAt;
	}

	int sequence() {
		return this.outstanding.sequence();
	}

	OutstandingPacket outstanding() {
		return this.outstanding;
	}

	long packets() {
		return this.packets;
	}

	long retransmissions() {
		return this.retransmissions;
	}

	Duration smoothedRoundTrip() {
		return Duration.ofNanos(this.timeout.smoothedRoundTrip());
	}

}
