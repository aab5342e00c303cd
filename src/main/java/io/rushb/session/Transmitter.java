package io.rushb.session;

import java.time.Duration;

import io.rushb.session.ContentStream.Next;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;
import org.jspecify.annotations.Nullable;

/**
 * Sends a session's packets, one at a time: numbers them, repeats them, times their round
 * trips, and counts what an unproven address has been sent.
 */
final class Transmitter {

	private final Options options;

	private SessionListener listener;

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
		this.allowance = settings.unprovenPackets(); // T3
	}

	void sendFin(long now, Outbox outbox) {
		sendWithoutData(Kind.FIN, now, outbox);
	}

	private void sendWithoutData(Kind kind, long now, Outbox outbox) {
		PacketCodec.encode(this.outstanding.blank(), kind, this.options, this.outstanding.sequence(), 0);
		transmit(this.outstanding.send(kind, 0, now), now, outbox);
	}

	/** Sends the next DAT, or FIN after the last, unless bytes are missing or wrong. */
	void sendNext(ContentStream stream, long now, Outbox outbox) {
		Next next = stream.next();
		if (next == Next.END && stream.isEmpty() && this.outstanding.ordinal() == 1) { // S4
			sendWithoutData(Kind.DAT, now, outbox);
		}
		else if (next == Next.END) {
			sendFin(now, outbox);
		}
		else if (next == Next.SEGMENT
				&& stream.cut(this.options, this.outstanding.sequence(), this.outstanding.blank())) {
			transmit(this.outstanding.send(Kind.DAT, stream.cutLength(), now), now, outbox);
		}
	}

	/** Repeats the outstanding packet, unless its bytes are still to be read. */
	void sendAgain(RetransmitCause cause, long now, Outbox outbox) {
		if (!this.outstanding.isSent()) {
			return;
		}
		this.retransmissions++;
		this.listener.retransmitted(cause);
		transmit(this.outstanding.sendAgain(), cause, now, outbox);
	}

	private void transmit(PacketBuffer packet, long now, Outbox outbox) {
		transmit(packet, null, now, outbox);
	}

	private void transmit(PacketBuffer packet, @Nullable RetransmitCause cause, long now, Outbox outbox) {
		this.retransmitAt = now + this.timeout.nanos();
		this.allowance--;
		this.packets++;
		this.listener.sent(this.outstanding.kind(), this.outstanding.sequence(), cause, this.timeout.nanos(), now);
		outbox.transmit(this.outstanding.kind(), packet);
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

	void listen(SessionListener other) {
		this.listener = other;
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
