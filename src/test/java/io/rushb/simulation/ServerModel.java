package io.rushb.simulation;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.rushb.endpoint.EndpointListener;
import io.rushb.endpoint.EndpointSettings;
import io.rushb.endpoint.Limit;
import io.rushb.session.IgnoreReason;
import io.rushb.session.Outcome;
import io.rushb.session.ProtocolSettings;
import io.rushb.session.SessionRequest;
import io.rushb.session.SessionView;
import io.rushb.wire.Corruption;
import io.rushb.wire.Decoded;
import io.rushb.wire.Kind;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.Sender;
import org.jspecify.annotations.Nullable;

/**
 * What a server has to do, by the protocol's page: it judges every datagram before the
 * endpoint sees it, and checks every packet sent and every session's end.
 */
final class ServerModel implements EndpointListener {

	private final ProtocolSettings protocol;

	private final Map<String, Resource> resources;

	private final ExpectedCounts expected = new ExpectedCounts();

	private final ModelFlaws flaws = new ModelFlaws();

	private final Map<InetSocketAddress, ModelSession> live = new LinkedHashMap<>();

	private final ModelAdmission admission;

	private final ModelLinger lingering;

	private final ModelPaths paths;

	/** Sessions that ended in this moment, whose last packet may still come. */
	private final Map<InetSocketAddress, ModelSession> ended = new HashMap<>();

	private @Nullable Moment moment;

	private @Nullable Opening opening;

	private byte @Nullable [] farewell;

	private @Nullable ModelSession repeating;

	boolean draining;

	ServerModel(ProtocolSettings protocol, EndpointSettings settings, Map<String, Resource> resources) {
		this.protocol = protocol;
		this.resources = resources;
		this.admission = new ModelAdmission(settings, this.live.values());
		this.lingering = new ModelLinger(settings);
		this.paths = new ModelPaths(settings.paths());
	}

	/** What the endpoint is called for. */
	enum Cause {

		/** A datagram. */
		DATAGRAM,
		/** A timeout. */
		TIMEOUT,
		/** A content task. */
		TASK,
		/** An operator who ends everything. */
		ABORT

	}

	private record Moment(Cause cause, long now) {

	}

	private record Opening(SimulatedClient client, Packet get) {

	}

	/** Begins a moment other than a datagram. */
	void begin(Cause cause, long now) {
		this.moment = new Moment(cause, now);
	}

	/** Begins the moment that a datagram makes. */
	Disposition judge(SimulatedClient client, byte[] datagram, int length, long now) {
		begin(Cause.DATAGRAM, now);
		Decoded decoded = PacketCodec.decode(datagram, length, Sender.CLIENT);
		if (decoded instanceof Corruption corruption) {
			this.expected.count(corruption);
			return Disposition.MALFORMED;
		}
		Packet packet = (Packet) decoded;
		this.expected.received(packet.kind());
		Disposition disposition = judge(client, packet, now);
		if (disposition.counter() != null) {
			this.expected.count(disposition.counter());
		}
		return disposition;
	}

	private Disposition judge(SimulatedClient client, Packet packet, long now) {
		ModelSession session = this.live.get(client.address());
		if (session == null) {
			return (packet.kind() == Kind.GET) ? judgeGet(client, packet) : judgeLate(client, packet);
		}
		boolean once = session.wasSentOnce();
		long bytes = session.bytes();
		Disposition disposition = session.judge(packet, now);
		if (disposition == Disposition.DELIVERED) {
			this.expected.acknowledged(session.bytes() - bytes);
			if (once) {
				this.expected.roundTrip(now - session.firstSentAt());
			}
			if (session.isFinDelivered()) {
				this.farewell = PacketCodec.encode(Kind.FIN_ACK, session.granted(), session.delivered() + 1,
						packet.sequence());
			}
		}
		if (disposition == Disposition.NEEDLESS) {
			this.expected.roundTrip(session.repeatedRoundTrip());
		}
		boolean accepted = disposition == Disposition.DELIVERED || disposition == Disposition.NAK
				|| disposition == Disposition.AHEAD;
		if (accepted && session.restart != null) { // A6
			session.restart = null;
			this.expected.count(IgnoreReason.STRAY_GET);
		}
		if ((disposition == Disposition.NAK || disposition == Disposition.REPEATED) && !session.isSilenced()) {
			this.expected.retransmitted(disposition);
			this.repeating = session;
		}
		return disposition;
	}

	private Disposition judgeGet(SimulatedClient client, Packet packet) {
		if (packet.sequence() != 1) { // S1
			return Disposition.SEQUENCE;
		}
		if (packet.acknowledgement() != 0) { // S1
			return Disposition.NEVER_SENT;
		}
		if (!packet.isChecksumRight()) { // S2
			return Disposition.CHECKSUM;
		}
		this.opening = new Opening(client, packet);
		return Disposition.OPENS;
	}

	private Disposition judgeLate(SimulatedClient client, Packet packet) {
		this.farewell = this.lingering.answer(client.address(), packet); // A7
		return (this.farewell != null) ? Disposition.FAREWELL : Disposition.NO_SESSION;
	}

	/** The endpoint sends this. */
	void sent(SimulatedClient client, byte[] datagram) {
		long now = moment().now;
		Kind kind = kindOf(datagram);
		this.expected.sent(kind);
		if (kind == Kind.FIN_ACK) {
			Violation.unless(this.farewell != null && Arrays.equals(this.farewell, datagram), client,
					"was sent a FIN+ACK out of place (S6, A7)");
			this.farewell = null;
			return;
		}
		ModelSession session = this.ended.getOrDefault(client.address(), this.live.get(client.address()));
		if (session == null) {
			throw new Violation(client + " was sent a packet without a session");
		}
		long before = session.retransmissions();
		boolean timely = session.mayBeSentOnTimeout(now);
		session.sent(datagram, now);
		if (session.retransmissions() == before) {
			return;
		}
		if (this.repeating == session) {
			this.repeating = null;
			return;
		}
		Violation.unless(moment().cause == Cause.TIMEOUT && timely, client, "was sent a copy too early (T1)");
		session.backOff();
		this.expected.retransmitted(Disposition.LATE);
	}

	private static Kind kindOf(byte[] datagram) {
		if (PacketCodec.decode(datagram, datagram.length, Sender.SERVER) instanceof Packet packet) {
			return packet.kind();
		}
		throw new Violation("the server sent what is no packet");
	}

	/** The moment is over: what had to be sent has been sent. */
	void end() {
		long now = moment().now;
		Violation.unless(this.farewell == null, "a FIN+ACK is missing (S6, A7)");
		Violation.unless(this.repeating == null, "a copy that was asked for is missing (A3, A6)");
		Violation.unless(this.opening == null, "a GET opened nothing (S1)");
		this.ended.clear();
		if (moment().cause == Cause.TIMEOUT) {
			this.lingering.expire(now);
			for (ModelSession session : this.live.values()) {
				Violation.unless(!session.isOverdue(now), session.client(), "a timer did not fire (T1, T2)");
			}
		}
		this.moment = null;
	}

	@Override
	public void opened(SessionRequest request) {
		Opening now = this.opening;
		if (now == null) {
			throw new Violation("a session was opened without a GET (S1)");
		}
		this.opening = null;
		InetSocketAddress address = now.client.address();
		Violation.unless(!this.draining, "a session was opened while draining");
		Violation.unless(this.admission.limitReachedBy(address) == null, "a session was opened over a limit");
		this.expected.opened();
		this.lingering.remove(address); // A7
		String name = new String(now.get.data(), StandardCharsets.ISO_8859_1);
		Resource resource = this.resources.get(name.startsWith("/") ? name.substring(1) : name);
		this.live.put(address, new ModelSession(now.client, now.get, resource, this.protocol, this.flaws,
				this.paths.of(address.getAddress(), moment().now), moment().now));
	}

	@Override
	public void rejected(InetSocketAddress client, Limit limit) {
		Violation.unless(this.opening != null && this.opening.client.address().equals(client), "rejected unasked");
		this.opening = null;
		this.expected.rejected(limit);
		if (this.draining) {
			Violation.unless(limit == Limit.DRAINING, limit, "rejected while draining");
			return;
		}
		Violation.unless(limit == this.admission.limitReachedBy(client), limit, "rejected below the limit");
		Violation.unless(this.admission.givesWay(limit, client, moment().now) == null,
				"rejected though a session could give way (T5)");
	}

	@Override
	public void closed(SessionView view) {
		InetSocketAddress address = view.client();
		ModelSession session = this.live.get(address);
		Outcome outcome = view.outcome();
		if (session == null || outcome == null) {
			throw new Violation("a session ended that did not live: " + view);
		}
		checkEnd(session, outcome);
		this.live.remove(address);
		this.expected.closed(outcome);
		this.expected.limitReached(Limit.PATHS, this.paths.remember(session, moment().now));
		if (session.isSilenced()) {
			this.expected.silenced(outcome);
		}
		if (session.isFinDelivered()) {
			this.expected.limitReached(Limit.LINGERING, this.lingering.add(session, moment().now));
		}
		else if (!this.ended.containsKey(address)) {
			this.ended.put(address, session);
		}
		Violation.unless(view.bytesDone() == session.bytes(), view, "wrong count of bytes");
		if (!session.isBreaking()) {
			Violation.unless(view.packets() == session.packets() && view.retransmissions() == session.retransmissions(),
					view, "wrong count of packets");
		}
		// A6; but when a resource breaks, the GET remembered may be a stray copy (S7).
		boolean broken = (moment().cause == Cause.TASK || moment().cause == Cause.DATAGRAM) && session.isBroken();
		if (outcome == Outcome.ABORTED && broken && session.hasMetAFlaw()) {
			session.rememberFlaw();
			this.expected.metFlaw();
		}
		if (outcome == Outcome.ABORTED && session.restart != null && !broken) {
			this.opening = new Opening(session.client(), session.restart);
			this.ended.remove(address);
		}
	}

	private void checkEnd(ModelSession session, Outcome outcome) {
		long now = moment().now;
		boolean timeout = moment().cause == Cause.TIMEOUT;
		boolean right = switch (outcome) {
			case COMPLETED, NOT_FOUND, REFUSED -> session.isFinDelivered() && session.disposition() == outcome;
			case IDLE -> timeout && session.restart == null && session.isProven() && session.isIdle(now);
			case UNPROVEN -> timeout && session.isUnprovenAndSpent(now);
			case GAVE_WAY -> givesWay(session);
			case ABORTED -> moment().cause == Cause.ABORT || session.isBreaking() || timeout && session.restart != null
					&& (session.isDue(now) || session.isSilenced() || session.isIdle(now));
			case REJECTED -> false;
		};
		Violation.unless(right, session.client(), "a session must not end like this now");
	}

	private boolean givesWay(ModelSession session) {
		if (this.opening == null) {
			return false;
		}
		InetSocketAddress client = this.opening.client.address();
		Limit limit = this.admission.limitReachedBy(client);
		if (limit == null) {
			return false;
		}
		this.expected.limitReached(limit);
		return session == this.admission.givesWay(limit, client, moment().now);
	}

	/** When the server must be woken at the latest. */
	long deadline() {
		long first = this.lingering.deadline();
		for (ModelSession session : this.live.values()) {
			first = Math.min(first, session.deadline());
		}
		return first;
	}

	private Moment moment() {
		if (this.moment == null) {
			throw new Violation("the endpoint did something unasked");
		}
		return this.moment;
	}

	int liveSessions() {
		return this.live.size();
	}

	int lingeringSessions() {
		return this.lingering.size();
	}

	@Nullable ModelSession session(SimulatedClient client) {
		return this.live.get(client.address());
	}

	ExpectedCounts expected() {
		return this.expected;
	}

}
