package io.rushb.simulation;

import java.util.Arrays;

import io.rushb.session.Outcome;
import io.rushb.session.ProtocolSettings;
import io.rushb.wire.Decoded;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.Sender;
import org.jspecify.annotations.Nullable;

/**
 * What one session ought to be, by the protocol's page.
 */
final class ModelSession {

	/** How far the model's timeout, kept in floating point, may be off. */
	static final long TOLERANCE = 10_000;

	private final SimulatedClient client;

	private final Packet get;

	private final ModelContent content;

	private final ProtocolSettings settings;

	private final ModelTimeout timeout;

	private final Options granted;

	private int last = 1;

	private boolean proven;

	private boolean finDelivered;

	/** How many packets of the server have been delivered. */
	private int delivered;

	private byte @Nullable [] outstanding;

	private Kind outstandingKind = Kind.DAT;

	private int copies;

	private long firstSentAt;

	private long lastSentAt;

	/** The timeout when it was sent last; what is learnt later does not change it. */
	private long wait;

	private long answeredAt;

	private int answers;

	/** Whether the client asked for a copy of the outstanding packet. */
	private boolean asked;

	/** The latest packet that was sent again and delivered, if that says something. */
	private int repeated = -1;

	private long repeatedRoundTrip;

	private long allowance;

	private long packets;

	private long retransmissions;

	private long bytes;

	@Nullable Packet restart;

	ModelSession(SimulatedClient client, Packet get, @Nullable Resource resource, ProtocolSettings settings,
			ModelFlaws flaws, @Nullable ModelTimeout earlier, long now) {
		this.client = client;
		this.get = get;
		this.settings = settings;
		this.timeout = new ModelTimeout(settings.timeout(), earlier);
		this.granted = new Options(get.options().checksum() && settings.offered().checksum(),
				get.options().encryption() && settings.offered().encryption());
		this.content = new ModelContent(client, resource, flaws, this.granted);
		this.allowance = settings.unprovenPackets();
		this.answeredAt = now;
	}

	Disposition judge(Packet packet, long now) {
		if (packet.kind() == Kind.GET) {
			return judgeGet(packet);
		}
		if (!packet.options().equals(this.granted)) { // S2
			return Disposition.OPTIONS;
		}
		if (!packet.isChecksumRight()) { // S2
			return Disposition.CHECKSUM;
		}
		int ahead = (short) (packet.sequence() - this.last);
		if (ahead < 1) { // A1
			return Disposition.SEQUENCE;
		}
		boolean forData = packet.kind() == Kind.DAT_ACK || packet.kind() == Kind.DAT_NAK;
		int current = this.delivered + 1;
		if (ahead > ((this.copies > 1) ? 64 : 1)) { // A1
			int latest = (this.outstanding != null) ? current : this.delivered;
			boolean ofThis = packet.acknowledgement() >= 1 && packet.acknowledgement() <= latest;
			return ofThis ? Disposition.AHEAD : Disposition.SEQUENCE; // A6
		}
		if (packet.acknowledgement() == current && this.outstanding != null) {
			if (forData != (this.outstandingKind == Kind.DAT)) { // A5
				return Disposition.KIND;
			}
			boolean nak = packet.kind() == Kind.DAT_NAK || packet.kind() == Kind.FIN_NAK;
			if (nak && ahead > this.copies) { // A3
				return Disposition.AHEAD;
			}
			return accept(packet, nak, now);
		}
		if (packet.acknowledgement() < 1 || packet.acknowledgement() >= current) { // A5
			return Disposition.NEVER_SENT;
		}
		if (!forData) {
			return Disposition.KIND;
		}
		this.last = packet.sequence(); // A4
		if (packet.kind() == Kind.DAT_ACK && packet.acknowledgement() == this.repeated) { // T1
			this.repeated = -1;
			this.timeout.neededNoCopies(this.repeatedRoundTrip);
			return Disposition.NEEDLESS;
		}
		return Disposition.LATE;
	}

	private Disposition judgeGet(Packet packet) {
		if (packet.sequence() != 1 || packet.acknowledgement() != 0) {
			return Disposition.KIND;
		}
		if (!packet.isChecksumRight()) {
			return Disposition.CHECKSUM;
		}
		boolean same = packet.options().equals(this.get.options())
				&& Arrays.equals(packet.payload(), this.get.payload());
		if (this.delivered > 0 || !same) { // A6
			this.restart = packet;
			return Disposition.REMEMBERED;
		}
		this.allowance += this.settings.unprovenPackets(); // T3
		this.asked |= this.outstanding != null && !isSilenced();
		return (this.outstanding != null) ? Disposition.REPEATED : Disposition.AWAITED;
	}

	private Disposition accept(Packet packet, boolean nak, long now) {
		this.last = packet.sequence();
		this.proven = true;
		this.answeredAt = now;
		this.answers++;
		if (nak) { // A3
			this.asked |= !isSilenced();
			return Disposition.NAK;
		}
		if (this.copies == 1) { // T1, Karn's rule
			this.timeout.deliveredAtOnce(now - this.firstSentAt);
		}
		else { // T1
			this.timeout.deliveredAtLast();
			this.repeated = this.asked ? -1 : this.delivered + 1;
			this.repeatedRoundTrip = now - this.firstSentAt;
		}
		this.asked = false;
		if (this.outstandingKind == Kind.FIN) { // S6
			this.finDelivered = true;
			this.packets++;
		}
		else {
			this.bytes += this.content.segmentLength(this.delivered + 1);
		}
		this.outstanding = null;
		this.copies = 0;
		this.delivered++;
		return Disposition.DELIVERED;
	}

	/** A packet that the server sends, and whether that is right. */
	void sent(byte[] datagram, long now) {
		this.packets++;
		this.allowance--;
		Violation.unless(this.proven || this.allowance >= 0, this.client, "was sent too much unproven (T3)");
		this.lastSentAt = now;
		this.wait = this.timeout.nanos();
		if (this.outstanding != null) {
			Violation.unless(Arrays.equals(this.outstanding, datagram), this.client,
					"a second packet, or another copy, before an acceptable answer (S3, N1)");
			Violation.unless(!isSilenced(), this.client, "was sent a packet more than eight times (T5)");
			this.copies++;
			this.retransmissions++;
			return;
		}
		Decoded decoded = PacketCodec.decode(datagram, datagram.length, Sender.SERVER);
		if (!(decoded instanceof Packet packet) || !packet.isChecksumRight()) {
			throw new Violation(this.client + " was sent what is no packet: " + decoded);
		}
		Violation.unless(packet.options().equals(this.granted), this.client, "options not as agreed (S2)");
		Violation.unless(packet.sequence() == this.delivered + 1, this.client, "wrong number (N1)");
		Violation.unless(packet.acknowledgement() == 0, this.client, "acknowledgement without ACK (N3)");
		this.content.sent(packet, this.delivered);
		this.outstanding = datagram;
		this.outstandingKind = packet.kind();
		this.copies = 1;
		this.firstSentAt = now;
	}

	/** How it ends if its FIN has been delivered. */
	Outcome disposition() {
		return this.content.disposition();
	}

	/** Its packet may not be sent again (T5); its timer runs on unseen. */
	boolean isSilenced() {
		return this.copies >= 8 && this.answers < 16;
	}

	/** Whether the outstanding packet's timer has expired. */
	boolean isDue(long now) {
		return this.outstanding != null && now >= dueAt();
	}

	private long dueAt() {
		if (this.outstanding == null) {
			return Long.MAX_VALUE / 2;
		}
		boolean last = !this.proven && this.allowance <= 0;
		return this.lastSentAt + (last ? Math.max(this.wait, this.timeout.longest()) : this.wait) - TOLERANCE;
	}

	private long idleAt() {
		return this.answeredAt + this.settings.idleTimeout().toNanos();
	}

	void backOff() {
		this.timeout.backOff();
		this.wait = this.timeout.nanos();
	}

	boolean mayBeSentOnTimeout(long now) {
		return isDue(now) && !isSilenced() && this.restart == null && (this.proven || this.allowance > 0)
				&& now < idleAt();
	}

	boolean isUnprovenAndSpent(long now) {
		return !this.proven && (now >= idleAt() || (isDue(now) || isSilenced()) && this.allowance <= 0);
	}

	/** Whether it ought to be gone, or its packet sent again, by now. */
	boolean isOverdue(long now) {
		return now >= idleAt() || !isSilenced() && isDue(now - 2 * TOLERANCE);
	}

	long deadline() {
		return isSilenced() ? idleAt() : Math.min(idleAt(), dueAt() + 2 * TOLERANCE);
	}

	boolean wasSentOnce() {
		return this.copies == 1;
	}

	long firstSentAt() {
		return this.firstSentAt;
	}

	boolean isBreaking() {
		return this.content.cannotBeOpened() || isBroken();
	}

	/** Its resource was opened, but cannot be sent rightly (S7). */
	boolean isBroken() {
		return this.content.isBroken() || hasMetAFlaw();
	}

	boolean hasMetAFlaw() {
		return this.outstanding == null && this.content.meetsAFlaw(this.delivered);
	}

	void rememberFlaw() {
		this.content.rememberFlaw();
	}

	SimulatedClient client() {
		return this.client;
	}

	Options granted() {
		return this.granted;
	}

	ModelTimeout timeout() {
		return this.timeout;
	}

	long answeredAt() {
		return this.answeredAt;
	}

	/** The round trip of a packet whose copies were needless (T1). */
	long repeatedRoundTrip() {
		return this.repeatedRoundTrip;
	}

	int last() {
		return this.last;
	}

	boolean isProven() {
		return this.proven;
	}

	boolean isIdle(long now) {
		return now >= idleAt();
	}

	boolean isFinDelivered() {
		return this.finDelivered;
	}

	int delivered() {
		return this.delivered;
	}

	long packets() {
		return this.packets;
	}

	long retransmissions() {
		return this.retransmissions;
	}

	long bytes() {
		return this.bytes;
	}

}
