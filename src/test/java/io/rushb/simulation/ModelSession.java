package io.rushb.simulation;

import java.util.Arrays;

import io.rushb.session.Outcome;
import io.rushb.session.ProtocolSettings;
import io.rushb.simulation.Resource.Fault;
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

	private final @Nullable Resource resource;

	private final ProtocolSettings settings;

	private final ModelFlaws flaws;

	/** Whether it was known when the GET came that the resource cannot be carried. */
	private final boolean knownToBeFlawed;

	private final ModelTimeout timeout;

	private final Options granted;

	private int last = 1;

	private boolean proven;

	private boolean finDelivered;

	private boolean refused;

	/** How many packets of the server have been delivered. */
	private int delivered;

	private byte @Nullable [] outstanding;

	private Kind outstandingKind = Kind.DAT;

	private int copies;

	private long firstSentAt;

	private long lastSentAt;

	private long idleAt;

	private long allowance;

	private long packets;

	private long retransmissions;

	private long bytes;

	@Nullable Packet restart;

	ModelSession(SimulatedClient client, Packet get, @Nullable Resource resource, ProtocolSettings settings,
			ModelFlaws flaws, long now) {
		this.client = client;
		this.get = get;
		this.resource = resource;
		this.settings = settings;
		this.flaws = flaws;
		this.timeout = new ModelTimeout(settings);
		this.granted = new Options(get.options().checksum() && settings.offered().checksum(),
				get.options().encryption() && settings.offered().encryption());
		this.knownToBeFlawed = resource != null && flaws.hinder(resource, this.granted);
		this.allowance = settings.unprovenPackets();
		this.idleAt = now + settings.idleTimeout().toNanos();
	}

	Verdict judge(Packet packet, long now) {
		if (packet.kind() == Kind.GET) {
			return judgeGet(packet);
		}
		if (!packet.options().equals(this.granted)) { // S2
			return Verdict.OPTIONS;
		}
		if (!packet.isChecksumRight()) { // S2
			return Verdict.CHECKSUM;
		}
		int ahead = (short) (packet.sequence() - this.last);
		if (ahead < 1 || ahead > ((this.copies > 1) ? 64 : 1)) { // A1
			return Verdict.SEQUENCE;
		}
		boolean forData = packet.kind() == Kind.DAT_ACK || packet.kind() == Kind.DAT_NAK;
		int current = this.delivered + 1;
		if (packet.acknowledgement() == current && this.outstanding != null) {
			if (forData != (this.outstandingKind == Kind.DAT)) { // A5
				return Verdict.KIND;
			}
			boolean nak = packet.kind() == Kind.DAT_NAK || packet.kind() == Kind.FIN_NAK;
			return accept(packet, nak, now);
		}
		if (packet.acknowledgement() < 1 || packet.acknowledgement() >= current) { // A5
			return Verdict.NEVER_SENT;
		}
		if (!forData) {
			return Verdict.KIND;
		}
		this.last = packet.sequence(); // A4
		return Verdict.LATE;
	}

	private Verdict judgeGet(Packet packet) {
		if (packet.sequence() != 1 || packet.acknowledgement() != 0) {
			return Verdict.KIND;
		}
		if (!packet.isChecksumRight()) {
			return Verdict.CHECKSUM;
		}
		boolean same = packet.options().equals(this.get.options())
				&& Arrays.equals(packet.payload(), this.get.payload());
		if (this.delivered > 0 || !same) { // A6
			this.restart = packet;
			return Verdict.REMEMBERED;
		}
		this.allowance += this.settings.unprovenPackets(); // T3
		return (this.outstanding != null) ? Verdict.REPEATED : Verdict.AWAITED;
	}

	private Verdict accept(Packet packet, boolean nak, long now) {
		this.last = packet.sequence();
		this.proven = true;
		this.idleAt = now + this.settings.idleTimeout().toNanos();
		if (nak) { // A3
			return Verdict.NAK;
		}
		if (this.copies == 1) { // T1, Karn's rule
			this.timeout.sample(now - this.firstSentAt);
		}
		if (this.outstandingKind == Kind.FIN) { // S6
			this.finDelivered = true;
			this.packets++;
		}
		else if (this.resource != null) {
			this.bytes += this.resource.segmentLength(this.delivered + 1);
		}
		this.outstanding = null;
		this.copies = 0;
		this.delivered++;
		return Verdict.DELIVERED;
	}

	/** A packet that the server sends, and whether that is right. */
	void sent(byte[] datagram, long now) {
		this.packets++;
		this.allowance--;
		Violation.unless(this.proven || this.allowance >= 0, this.client, "was sent too much unproven (T3)");
		this.lastSentAt = now;
		if (this.outstanding != null) {
			Violation.unless(Arrays.equals(this.outstanding, datagram), this.client,
					"a second packet, or another copy, before an acceptable answer (S3, N1)");
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
		if (packet.kind() == Kind.DAT) {
			Violation.unless(!mustBeRefused() && this.resource != null
					&& packet.sequence() <= this.resource.carriableSegments(this.granted)
					&& this.resource.isSegment(packet.sequence(), packet.data()), this.client, "wrong data");
		}
		else if (this.delivered == 0) {
			Violation.unless(packet.kind() == Kind.FIN && mayBeRefused(), this.client, "refused (S4)");
			this.refused = true;
		}
		else {
			Violation.unless(
					packet.kind() == Kind.FIN && this.resource != null && this.resource.isWhole()
							&& this.resource.isCarriable(this.granted) && this.delivered == this.resource.segments(),
					this.client, "FIN before the last byte (S7)");
		}
		this.outstanding = datagram;
		this.outstandingKind = packet.kind();
		this.copies = 1;
		this.firstSentAt = now;
	}

	private boolean mustBeRefused() {
		return this.resource == null || this.resource.isUnreadable() || this.knownToBeFlawed
				|| this.resource.isRefusedAtOnce(this.granted);
	}

	/** It may have been opened at any time since the GET. */
	private boolean mayBeRefused() {
		return mustBeRefused() || this.resource != null && this.flaws.hinder(this.resource, this.granted);
	}

	/** How it ends if its FIN has been delivered. */
	Outcome verdict() {
		if (this.resource == null || this.resource.isUnreadable()) {
			return Outcome.NOT_FOUND;
		}
		return this.refused ? Outcome.REFUSED : Outcome.COMPLETED;
	}

	/** Whether the outstanding packet's timer has expired. */
	boolean isDue(long now) {
		return this.outstanding != null && now >= dueAt();
	}

	long dueAt() {
		return (this.outstanding != null) ? this.lastSentAt + this.timeout.nanos() - TOLERANCE : Long.MAX_VALUE / 2;
	}

	void backOff() {
		this.timeout.backOff();
	}

	boolean mayBeSentOnTimeout(long now) {
		return isDue(now) && this.restart == null && (this.proven || this.allowance > 0) && now < this.idleAt;
	}

	boolean isUnprovenAndSpent(long now) {
		return !this.proven && (now >= this.idleAt || isDue(now) && this.allowance <= 0);
	}

	/** Whether it ought to be gone, or its packet sent again, by now. */
	boolean isOverdue(long now) {
		return now >= this.idleAt || isDue(now - 2 * TOLERANCE);
	}

	long deadline() {
		return Math.min(this.idleAt, dueAt() + 2 * TOLERANCE);
	}

	boolean wasSentOnce() {
		return this.copies == 1;
	}

	long firstSentAt() {
		return this.firstSentAt;
	}

	boolean isBreaking() {
		return this.resource != null && (this.resource.fault() == Fault.OPEN || isBroken());
	}

	/** Its resource was opened, but cannot be sent rightly (S7). */
	boolean isBroken() {
		return this.resource != null && this.resource.fault() != Fault.OPEN
				&& (!this.resource.isWhole() || hasMetAFlaw());
	}

	/** What comes next cannot be carried, and that did not show at once (S5). */
	boolean hasMetAFlaw() {
		return this.resource != null && this.delivered > 0 && this.outstanding == null
				&& !this.resource.isCarriable(this.granted)
				&& this.delivered == this.resource.carriableSegments(this.granted);
	}

	void rememberFlaw() {
		if (this.resource != null) {
			this.flaws.met(this.resource, this.granted);
		}
	}

	SimulatedClient client() {
		return this.client;
	}

	Options granted() {
		return this.granted;
	}

	int last() {
		return this.last;
	}

	boolean isProven() {
		return this.proven;
	}

	boolean isIdle(long now) {
		return now >= this.idleAt;
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
