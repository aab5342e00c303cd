package io.rushb.session;

import java.time.Duration;

import io.rushb.session.ContentStream.Next;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import org.jspecify.annotations.Nullable;

/**
 * Sends a session's packets, one at a time: numbers them, repeats them, times their round
 * trips, and counts the packets that an unproven address has been sent.
 */
final class Transmitter {

	/** How often a packet is sent at most before its client is trusted (rule T5). */
	private static final int MOST_COPIES = 8;

	private static final int NONE = -1;

	private final Options options;

	private final Presence client;

	private SessionListener listener;

	private final RetransmissionTimeout timeout;

	private final OutstandingPacket outstanding = new OutstandingPacket();

	private long retransmitAt = Long.MAX_VALUE;

	/** Whether all copies of the outstanding packet were sent on time-outs. */
	private boolean unasked = true;

	/** The latest packet that was delivered after it was sent again. */
	private int repeated = NONE;

	/**
	 * The least time to wait for an answer to the last packet that an unproven address is
	 * sent.
	 */
	private final long lastWait;

	private final int allowanceEach;

	private long allowance;

	private long packets;

	private long retransmissions;

	Transmitter(Options options, ProtocolSettings settings, @Nullable PathEstimate path, Presence client,
			SessionListener listener) {
		this.options = options;
		this.client = client;
		this.listener = listener;
		TimeoutSettings timers = settings.timeout();
		this.timeout = new RetransmissionTimeout(timers, path);
		this.lastWait = (timers.fixed() != null) ? 0 : timers.ceiling().toNanos();
		this.allowanceEach = settings.unprovenPackets();
		allowMore();
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

	/**
	 * Sends the outstanding packet once more, unless its bytes are still to be read, or
	 * the limit before the client is trusted was reached.
	 */
	void sendAgain(RetransmitCause cause, long now, Outbox outbox) {
		if (!this.outstanding.isSent()) {
			return;
		}
		if (isSilenced()) { // T5
			this.retransmitAt = now + this.timeout.nanos();
			return;
		}
		this.unasked &= cause == RetransmitCause.TIMEOUT;
		this.retransmissions++;
		this.listener.retransmitted(cause);
		transmit(this.outstanding.sendAgain(), cause, now, outbox);
	}

	/**
	 * Whether the limit before the client is trusted was reached (rule T5).
	 */
	private boolean isSilenced() {
		return !this.client.isTrusted() && this.outstanding.transmissions() >= MOST_COPIES;
	}

	private void transmit(PacketBuffer packet, long now, Outbox outbox) {
		transmit(packet, null, now, outbox);
	}

	private void transmit(PacketBuffer packet, @Nullable RetransmitCause cause, long now, Outbox outbox) {
		this.retransmitAt = now + this.timeout.nanos();
		this.allowance--;
		if (isAllowanceSpent()) { // T3
			this.retransmitAt = now + Math.max(this.timeout.nanos(), this.lastWait);
		}
		this.packets++;
		this.listener.sent(this.outstanding.kind(), this.outstanding.sequence(), cause, this.timeout.nanos(), now);
		outbox.transmit(this.outstanding.kind(), packet);
	}

	/** No acceptable answer came in time (rule T1). */
	void expire(long now, Outbox outbox) {
		if (!isSilenced()) {
			this.timeout.backOff();
		}
		sendAgain(RetransmitCause.TIMEOUT, now, outbox);
	}

	/** The outstanding packet was acknowledged: its number is used up. */
	void delivered(long now) {
		OutstandingPacket packet = this.outstanding;
		long roundTrip = now - packet.sentAt();
		if (this.timeout.sample(packet.sentAt(), packet.transmissions(), now)) { // T1
			this.listener.roundTrip(roundTrip);
		}
		else {
			this.repeated = packet.sequence();
			this.timeout.undoBackOff(this.unasked ? roundTrip : RetransmissionTimeout.AMBIGUOUS);
		}
		this.unasked = true;
		this.outstanding.delivered();
		this.retransmitAt = Long.MAX_VALUE;
	}

	/**
	 * A late answer came. If it answers a copy that the client had not asked for, that
	 * copy was needless (rule T1).
	 */
	void late(Packet answer) {
		if (answer.kind() == Kind.DAT_ACK && answer.acknowledgement() == this.repeated) {
			this.repeated = NONE;
			long roundTrip = this.timeout.wereNeedless();
			if (roundTrip != RetransmissionTimeout.AMBIGUOUS) {
				this.listener.roundTrip(roundTrip);
			}
		}
	}

	/** The last answer of a session, which nobody acknowledges (rule S6). */
	void sendFinAck(Farewell farewell, Outbox outbox) {
		this.packets++;
		outbox.transmit(Kind.FIN_ACK, farewell.closing(farewell.last()));
	}

	void listen(SessionListener other) {
		this.listener = other;
	}

	/** A GET came: an unproven address may be sent some more packets (rule T3). */
	void allowMore() {
		this.allowance += this.allowanceEach;
	}

	boolean isAllowanceSpent() {
		return this.allowance <= 0 && !this.client.isProven();
	}

	void stop() {
		this.retransmitAt = Long.MAX_VALUE;
	}

	/** When to send the outstanding packet again. */
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

	@Nullable PathEstimate path() {
		return this.timeout.estimate();
	}

	Duration smoothedRoundTrip() {
		return Duration.ofNanos(this.timeout.smoothedRoundTrip());
	}

}
