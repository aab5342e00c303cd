package io.rushb.endpoint;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.UnaryOperator;

import io.rushb.session.Farewell;
import io.rushb.session.IgnoreReason;
import io.rushb.session.Outcome;
import io.rushb.session.PacketBuffer;
import io.rushb.session.ReadAheadBudget;
import io.rushb.session.Session;
import io.rushb.session.SessionListener;
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
 * All conversations of one server: the whole protocol without a socket, thread or clock.
 * The caller passes in datagrams, finished content tasks and the time, then takes out the
 * datagrams to send and the tasks to do. One thread at a time may call.
 * <p>
 * Times are nanoseconds on a clock of the caller's that starts at or above zero and never
 * goes back.
 */
public final class Endpoint {

	/** Sessions served by one call: few, so that datagrams do not wait long (rule T4). */
	private static final int TIMEOUTS_AT_A_TIME = 16;

	private final SessionFactory factory;

	private final EndpointListener listener;

	private final SessionTable sessions;

	private final LingerTable lingering;

	private final PathMemory paths;

	private final TimerQueue timers = new TimerQueue();

	private final AddressBudgets budgets;

	private final Admission admission;

	private final ContentWork content;

	private final Parts parts;

	private final PartSeats seats;

	private final ArrayDeque<Transmit> transmits = new ArrayDeque<>();

	/**
	 * Makes an endpoint.
	 * @param settings its limits
	 * @param budget the memory for what it reads ahead
	 * @param store where resources are
	 * @param factory makes its sessions
	 * @param listener is told what happens
	 */
	public Endpoint(EndpointSettings settings, ReadAheadBudget budget, ContentStore store, SessionFactory factory,
			EndpointListener listener) {
		this.factory = factory;
		this.listener = listener;
		this.sessions = new SessionTable(settings.sessions(), settings.sessionsPerAddress());
		this.lingering = new LingerTable(settings.lingering(), settings.linger().toNanos());
		this.paths = new PathMemory(settings.paths());
		this.budgets = new AddressBudgets(settings.abuse());
		this.parts = new Parts(settings.parts());
		this.seats = new PartSeats(settings.parts(), settings.sessions());
		this.admission = new Admission(this.sessions, this.seats, this.budgets, settings, listener);
		this.content = new ContentWork(store, budget, this.parts, new OpenFiles(this.sessions, this::evict), listener);
	}

	/**
	 * Handles a datagram. Any content is safe.
	 * @param client where it comes from
	 * @param datagram the array that holds it from its first byte on; not kept
	 * @param length its length in bytes
	 * @param now the time
	 */
	public void handleDatagram(InetSocketAddress client, byte[] datagram, int length, long now) {
		Decoded decoded = PacketCodec.decode(datagram, length, Sender.CLIENT);
		Conversation live = this.sessions.get(client);
		boolean ofParts = (live != null) ? live.demand().proven() : this.lingering.isProven(client);
		boolean ignored = live == null && !ofParts && this.budgets.isIgnored(client.getAddress(), now);
		if (ignored && !this.parts.hasCookie(client, decoded)) {
			this.listener.ignored(IgnoreReason.ABUSE);
		}
		else if (!take(client, live, decoded, now) && !ofParts && this.budgets.strike(client.getAddress(), now)) {
			this.listener.limitReached(Limit.STRIKES);
		}
	}

	/** Handles a datagram that is not ignored; returns whether it is no strike. */
	private boolean take(InetSocketAddress client, @Nullable Conversation conversation, Decoded decoded, long now) {
		if (decoded instanceof Corruption corruption) {
			this.listener.corrupt(corruption);
			return false;
		}
		Packet packet = (Packet) decoded;
		this.listener.received(packet.kind());
		if (conversation != null) {
			boolean taken = conversation.handle(packet, client, now);
			settle(conversation, now);
			return taken;
		}
		if (packet.kind() == Kind.GET) {
			return handleGet(client, packet, now);
		}
		return handleLate(client, packet);
	}

	/** Returns whether a cookie came with it: then it is no strike. */
	private boolean handleGet(InetSocketAddress client, Packet get, long now) {
		if (get.sequence() != 1) { // S1
			this.listener.ignored(IgnoreReason.SEQUENCE);
		}
		else if (get.acknowledgement() != 0) { // S1
			this.listener.ignored(IgnoreReason.ACKNOWLEDGEMENT);
		}
		else if (!get.isChecksumRight()) { // S2
			this.listener.corrupt(Corruption.CHECKSUM);
		}
		else {
			return open(client, get, now);
		}
		return false;
	}

	/** Rule A7: only the repeated end of a closed session is answered. */
	private boolean handleLate(InetSocketAddress client, Packet packet) {
		PacketBuffer answer = this.lingering.answer(client, packet);
		if (answer == null) {
			this.listener.ignored(IgnoreReason.NO_SESSION);
			return false;
		}
		transmit(client, Kind.FIN_ACK, answer);
		return true;
	}

	private boolean open(InetSocketAddress client, Packet get, long now) {
		byte[] name = get.data();
		Demand demand = this.parts.demand(client, name);
		if (!this.admission.admit(client, demand, now, (silent) -> evict(silent, now))) {
			return demand.proven();
		}
		this.lingering.remove(client); // A7
		SessionRequest request = new SessionRequest(client, get, demand.text(name), now, demand.kind(), demand.proven(),
				demand.partView(), this.paths.get(client.getAddress(), now));
		Conversation conversation = new Conversation(this.factory.create(request), demand, this);
		this.sessions.add(conversation);
		this.seats.enter(conversation);
		this.listener.opened(request);
		this.content.open(conversation, now);
		settle(conversation, now);
		return demand.proven();
	}

	private void evict(Conversation conversation, long now) {
		conversation.session().end(Outcome.GAVE_WAY); // T5
		settle(conversation, now);
	}

	/**
	 * Handles timeouts, for some sessions at a time: {@link #nextTimeout()} is in the
	 * past if there are more. Early, late or repeated calls do no harm.
	 * @param now the time
	 */
	public void handleTimeouts(long now) {
		this.lingering.expire(now);
		Conversation due = this.timers.due(now);
		for (int handled = 0; due != null && handled < TIMEOUTS_AT_A_TIME; handled++) {
			due.session().handleTimeout(now, due);
			settle(due, now);
			due = this.timers.due(now);
		}
	}

	/**
	 * Handles a content task that is done.
	 * @param task the task
	 * @param now the time
	 */
	public void handleTask(ContentTask task, long now) {
		this.content.handle(task, now, (conversation) -> settle(conversation, now));
	}

	/** Updates table and timers after a session has changed. */
	private void settle(Conversation conversation, long now) {
		Session session = conversation.session();
		if (session.outcome() == null) {
			if (session.client().isProven() && !conversation.knownProven) {
				this.sessions.proven(conversation);
			}
			this.timers.schedule(conversation);
			return;
		}
		this.timers.remove(conversation);
		this.sessions.remove(conversation);
		this.seats.leave(conversation);
		this.content.release(conversation);
		Farewell farewell = session.farewell();
		boolean ofParts = conversation.demand().proven();
		if (farewell != null && this.lingering.add(conversation.client(), farewell, ofParts, now)) {
			this.listener.limitReached(Limit.LINGERING);
		}
		if (this.paths.learn(conversation, now)) { // T1
			this.listener.limitReached(Limit.PATHS);
		}
		this.listener.closed(session.view(now));
		Packet successor = session.successor();
		if (successor != null) { // A6
			open(conversation.client(), successor, now);
		}
	}

	/** Opens no more sessions; live ones continue. */
	public void drain() {
		this.admission.setDraining(true);
	}

	/** Opens sessions again after {@link #drain()}. */
	public void resume() {
		this.admission.setDraining(false);
	}

	/**
	 * Ends all sessions in silence (rule S7).
	 * @param problem why, in words for the log
	 * @param now the time
	 */
	public void abortAll(String problem, long now) {
		this.admission.setDraining(true);
		for (Conversation conversation : this.sessions.snapshot()) {
			conversation.session().abort(problem);
			settle(conversation, now);
		}
	}

	void transmit(InetSocketAddress client, Kind kind, PacketBuffer packet) {
		this.listener.sent(kind);
		packet.lend();
		this.transmits.add(new Transmit(client, packet));
	}

	ContentWork content() {
		return this.content;
	}

	/**
	 * Takes the next datagram to send.
	 * @return the datagram, {@code null} if there is none
	 */
	public @Nullable Transmit pollTransmit() {
		return this.transmits.poll();
	}

	/**
	 * Takes the next content task to do.
	 * @return the task, {@code null} if there is none
	 */
	public @Nullable ContentTask pollTask() {
		return this.content.poll();
	}

	/**
	 * Returns when {@link #handleTimeouts} is to be called. It may be earlier than
	 * needed.
	 * @return nanoseconds, {@link Long#MAX_VALUE} if there is no need
	 */
	public long nextTimeout() {
		return Math.min(this.timers.next(), this.lingering.next());
	}

	/** Returns how many sessions live. */
	public int activeSessions() {
		return this.sessions.size();
	}

	/** Returns whether a client has a live session. */
	public boolean isLive(InetSocketAddress client) {
		return this.sessions.get(client) != null;
	}

	/** Returns how many clients with a live session have answered (rule T3). */
	public int provenSessions() {
		return this.sessions.proven();
	}

	/**
	 * Returns whether a new client would get no session: all are taken, and none of them
	 * gives way (rule T5).
	 * @param now the time
	 * @return whether the table is full and stays so for now
	 */
	public boolean isFull(long now) {
		return this.sessions.isFull(now);
	}

	/**
	 * Returns how many closed sessions linger (rule A7).
	 * @return the number
	 */
	public int lingeringSessions() {
		return this.lingering.size();
	}

	/**
	 * Shows all live sessions.
	 * @param now the time
	 * @return the sessions as they are now
	 */
	public List<SessionView> sessions(long now) {
		return oldest(Integer.MAX_VALUE).stream().map((session) -> session.view(now)).toList();
	}

	/**
	 * Returns the oldest live sessions, which the caller can then copy in batches.
	 * @param limit how many at the most
	 * @return the sessions, the oldest first
	 */
	public List<Session> oldest(int limit) {
		return this.sessions.oldest(limit).stream().map(Conversation::session).toList();
	}

	/**
	 * Sets another listener for one session.
	 * @param client the session's client
	 * @param other makes the other listener, which must also call the endpoint's own
	 * @return whether the client has a live session
	 */
	public boolean listen(InetSocketAddress client, UnaryOperator<SessionListener> other) {
		Conversation conversation = this.sessions.get(client);
		if (conversation != null) {
			conversation.session().listen(other.apply(this.listener));
		}
		return conversation != null;
	}

}
