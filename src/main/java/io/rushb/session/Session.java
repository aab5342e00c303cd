package io.rushb.session;

import java.util.Set;

import io.rushb.session.ContentStream.Next;
import io.rushb.wire.Corruption;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.ReservedName;
import org.jspecify.annotations.Nullable;

/**
 * One client's conversation, from its GET to the FIN exchange. Stop and wait: at most one
 * packet is unacknowledged (rule S3). All times are nanoseconds on a clock of the
 * caller's that never goes back.
 */
public final class Session {

	private final SessionRequest request;

	private SessionListener listener;

	private final Options options;

	private final Transmitter transmitter;

	private @Nullable ContentStream content;

	/** How the session ends once its FIN is acknowledged. */
	private Outcome verdict = Outcome.COMPLETED;

	private @Nullable Outcome outcome;

	private @Nullable String problem;

	private @Nullable Farewell farewell;

	private int last = 1;

	private final Presence client;

	private long bytesDone;

	/**
	 * Opens a session (rule S1).
	 * @param request what the client asked for
	 * @param settings the configuration
	 * @param listener is told what happens
	 */
	public Session(SessionRequest request, ProtocolSettings settings, SessionListener listener) {
		this.request = request;
		this.listener = listener;
		ProtocolSettings own = (request.kind() == RequestKind.WHOLE) ? settings : settings.forParts(); // P7
		this.options = request.get().options().and(own.offered()); // S2
		this.client = new Presence(request, own.idleTimeout().toNanos());
		this.transmitter = new Transmitter(this.options, own, request.path(), this.client, listener);
	}

	/**
	 * Begins to send, now that the resource is open.
	 * @param resource the resource; the session uses it until its outcome is known
	 * @param first its first segment, read
	 * @param flaws what is known to be wrong with it
	 * @param now the time
	 * @param outbox where packets go
	 */
	public void start(Content resource, Chunk first, Set<Flaw> flaws, long now, Outbox outbox) {
		this.content = new WholeStream(resource, first, flaws, this.options);
		proceed(now, outbox);
	}

	/**
	 * Begins to send a part, now that the resource is open.
	 * @param resource the resource, which has all the segments
	 * @param part what is asked for
	 * @param now the time
	 * @param outbox where packets go
	 */
	public void startPart(Content resource, ReservedName.Part part, long now, Outbox outbox) {
		this.content = new PartStream(resource, part);
		proceed(now, outbox);
	}

	/**
	 * Refuses the request: FIN is the first packet (rule S4).
	 * @param verdict why
	 * @param problem why, in words for the log; {@code null} if the verdict says all
	 * @param now the time
	 * @param outbox where packets go
	 */
	public void refuse(Outcome verdict, @Nullable String problem, long now, Outbox outbox) {
		this.verdict = verdict;
		this.problem = problem;
		this.transmitter.sendFin(now, outbox);
	}

	/**
	 * Handles a packet of the client. If not acceptable, it changes nothing (rule A5).
	 * @param packet the packet
	 * @param now the time
	 * @param outbox where packets go
	 * @return whether it was an answer of this session; GETs are none
	 */
	public boolean handle(Packet packet, long now, Outbox outbox) {
		this.listener.received(packet, now);
		if (packet.kind() == Kind.GET) {
			handleGet(packet, now, outbox);
			return false;
		}
		if (!packet.options().equals(this.options)) { // S2
			this.listener.ignored(IgnoreReason.OPTIONS);
			return false;
		}
		if (!packet.isChecksumRight()) {
			this.listener.corrupt(Corruption.CHECKSUM);
			return false;
		}
		Acceptance verdict = Acceptance.of(packet, this.last, this.transmitter.outstanding());
		if (verdict.isAnswer()) {
			this.last = packet.sequence();
		}
		switch (verdict) {
			case DELIVERED -> delivered(now, outbox); // A2
			case WANTED_AGAIN -> { // A3
				accept(now);
				this.transmitter.sendAgain(RetransmitCause.NAK, now, outbox);
			}
			case LATE -> this.transmitter.late(packet); // A4, T1
			case TOO_FAR_AHEAD -> forgetRestart(); // A6
			case OUT_OF_SEQUENCE, NEVER_SENT, WRONG_KIND -> {
			}
		}
		verdict.reason().ifPresent(this.listener::ignored); // A5
		return verdict.isAnswer();
	}

	private void forgetRestart() {
		if (this.client.forgetRestart()) {
			this.listener.ignored(IgnoreReason.STRAY_GET);
		}
	}

	private void accept(long now) {
		this.client.answered(now);
		forgetRestart(); // A6
	}

	private void delivered(long now, Outbox outbox) {
		accept(now);
		OutstandingPacket packet = this.transmitter.outstanding();
		if (packet.kind() == Kind.FIN) { // S6
			this.farewell = new Farewell(this.options, packet.sequence(), this.last);
			this.transmitter.delivered(now);
			this.transmitter.sendFinAck(this.farewell, outbox);
			end(this.verdict);
			return;
		}
		this.bytesDone += packet.dataLength();
		this.listener.acknowledged(packet.dataLength());
		this.transmitter.delivered(now);
		proceed(now, outbox);
	}

	private void handleGet(Packet get, long now, Outbox outbox) {
		if (get.sequence() != 1 || get.acknowledgement() != 0) {
			this.listener.ignored(IgnoreReason.KIND);
		}
		else if (!get.isChecksumRight()) { // S2
			this.listener.corrupt(Corruption.CHECKSUM);
		}
		else if (this.transmitter.outstanding().ordinal() > 1 || !this.request.isRepeatedBy(get)) {
			this.client.remember(get); // A6
		}
		else {
			this.transmitter.allowMore(); // T3
			this.transmitter.sendAgain(RetransmitCause.GET, now, outbox);
		}
	}

	/**
	 * Handles the end of a read that the session waited for.
	 * @param now the time
	 * @param outbox where packets go
	 */
	public void handleRead(long now, Outbox outbox) {
		if (!this.transmitter.outstanding().isSent() && this.outcome == null) {
			proceed(now, outbox);
		}
	}

	/**
	 * Handles the result of the check that the session asked for (rule S7).
	 * @param wrong what is wrong with the resource, for the log; {@code null} if nothing
	 * @param now the time
	 * @param outbox where packets go
	 */
	public void handleLook(@Nullable String wrong, long now, Outbox outbox) {
		if (this.content != null && this.outcome == null) {
			this.content.lookedAt(wrong);
			proceed(now, outbox);
		}
	}

	/**
	 * Handles a timeout, if one is due. Early, late or repeated calls do no harm.
	 * @param now the time
	 * @param outbox where packets go
	 */
	public void handleTimeout(long now, Outbox outbox) {
		if (now >= deadline() && this.client.restart() != null) { // A6
			abort("client started over");
		}
		else if (now >= this.transmitter.deadline()) {
			if (this.transmitter.isAllowanceSpent()) { // T3
				end(Outcome.UNPROVEN);
			}
			else if (now < this.client.idleAt()) {
				this.transmitter.expire(now, outbox);
				if (this.content != null && this.transmitter.outstanding().isSilenceLong()) {
					this.content.release();
				}
			}
		}
		if (now >= this.client.idleAt()) { // T2
			end(this.client.isProven() ? Outcome.IDLE : Outcome.UNPROVEN);
		}
	}

	/**
	 * Ends the session in silence (rule S7), whatever its state.
	 * @param problem why, in words for the log
	 */
	public void abort(String problem) {
		this.problem = problem;
		end(Outcome.ABORTED);
	}

	private void proceed(long now, Outbox outbox) {
		ContentStream stream = this.content;
		if (stream == null) {
			return;
		}
		Chunk wanted = this.client.isProven() ? stream.advance() : null;
		stream.askLook(outbox); // S7
		this.transmitter.sendNext(stream, now, outbox);
		if (stream.isFlawedAtStart()) { // S5
			refuse(Outcome.REFUSED, "resource " + stream.problem(), now, outbox);
		}
		else if (stream.next() == Next.BROKEN) { // S7
			this.client.forgetRestart(); // A6: it may be a stray copy
			abort("resource " + stream.problem());
		}
		else if (wanted != null) {
			outbox.read(wanted);
		}
	}

	/**
	 * Ends the session without another packet.
	 * @param how the outcome
	 */
	public void end(Outcome how) {
		this.outcome = how;
		this.transmitter.stop();
		this.client.end();
		if (this.content != null) {
			this.content.release();
		}
	}

	/**
	 * Returns when {@link #handleTimeout} is to be called.
	 * @return nanoseconds, {@link Long#MAX_VALUE} once the session is over
	 */
	public long deadline() {
		return Math.min(this.transmitter.deadline(), this.client.idleAt());
	}

	/**
	 * Returns how the session ended.
	 * @return the outcome, {@code null} while it lives
	 */
	public @Nullable Outcome outcome() {
		return this.outcome;
	}

	/**
	 * Returns the client's presence.
	 * @return whether its address is proven, and when it answered last
	 */
	public Presence client() {
		return this.client;
	}

	/**
	 * Returns the session's estimate for the path (rule T1).
	 * @return the estimate, {@code null} if there was no sample
	 */
	public @Nullable PathEstimate path() {
		return this.transmitter.path();
	}

	/**
	 * Returns the GET that takes this session's place (rule A6).
	 * @return the GET, {@code null} unless the client has started over
	 */
	public @Nullable Packet successor() {
		return (this.outcome == Outcome.ABORTED) ? this.client.restart() : null;
	}

	/**
	 * Returns what lingers of a session whose FIN exchange is done (rule A7).
	 * @return the farewell, {@code null} if the session lives or ended otherwise
	 */
	public @Nullable Farewell farewell() {
		return this.farewell;
	}

	/**
	 * Replaces the listener.
	 * @param other the listener from now on
	 */
	public void listen(SessionListener other) {
		this.listener = other;
		this.transmitter.listen(other);
	}

	/**
	 * Returns what opened the session.
	 * @return the request
	 */
	public SessionRequest request() {
		return this.request;
	}

	/**
	 * Shows the session as it is now.
	 * @param now the time
	 * @return the view
	 */
	public SessionView view(long now) {
		long total = (this.content == null || this.verdict != Outcome.COMPLETED) ? 0 : this.content.size();
		return new SessionView(this.request.client(), this.request.name(), this.options, this.bytesDone, total,
				this.transmitter.packets(), this.transmitter.retransmissions(), this.transmitter.smoothedRoundTrip(),
				this.client.age(now), this.client.silence(now), this.outcome, this.problem, this.request.kind(),
				this.request.partOf(this.content));
	}

}
