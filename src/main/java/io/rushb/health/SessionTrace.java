package io.rushb.health;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

import io.rushb.session.IgnoreReason;
import io.rushb.session.RetransmitCause;
import io.rushb.session.SessionListener;
import io.rushb.wire.Corruption;
import io.rushb.wire.Kind;
import io.rushb.wire.Packet;
import org.jspecify.annotations.Nullable;

/**
 * Records the last packets of one session, and passes all events to the session's usual
 * listener. One thread writes, others read.
 */
final class SessionTrace implements SessionListener {

	/** A few seconds of a fast transfer; about 80 bytes each. */
	static final int MOST_EVENTS = 1000;

	private final InetSocketAddress client;

	private final SessionListener usual;

	private final long begunAt;

	private final Deque<Event> events = new ArrayDeque<>();

	private long dropped;

	/** The time of the core's clock at the first event, -1 before it. */
	private long origin = -1;

	private boolean kept = true;

	private boolean over;

	/** The path of the file that its session sent a part of. */
	private @Nullable String path;

	/**
	 * Begins a trace.
	 * @param client whose session it is
	 * @param usual is told what happens as before
	 * @param nanoTime the time
	 */
	SessionTrace(InetSocketAddress client, SessionListener usual, long nanoTime) {
		this.client = client;
		this.usual = usual;
		this.begunAt = nanoTime;
	}

	@Override
	public void received(Packet packet, long now) {
		this.usual.received(packet, now);
		add(now, "received", packet.kind(), packet.sequence(), packet.acknowledgement(), "", 0);
	}

	@Override
	public void sent(Kind kind, int sequence, @Nullable RetransmitCause cause, long timeout, long now) {
		this.usual.sent(kind, sequence, cause, timeout, now);
		add(now, (cause != null) ? "repeated" : "sent", kind, sequence, 0, (cause != null) ? label(cause) : "",
				timeout);
	}

	@Override
	public void ignored(IgnoreReason reason) {
		this.usual.ignored(reason);
		amend("ignored", label(reason), 0);
	}

	@Override
	public void corrupt(Corruption reason) {
		this.usual.corrupt(reason);
		amend("ignored", label(reason), 0);
	}

	@Override
	public void roundTrip(long nanos) {
		this.usual.roundTrip(nanos);
		amend("received", "", nanos);
	}

	@Override
	public void retransmitted(RetransmitCause cause) {
		this.usual.retransmitted(cause);
	}

	@Override
	public void acknowledged(int bytes) {
		this.usual.acknowledged(bytes);
	}

	private synchronized void add(long now, String what, Kind kind, int number, int acknowledges, String reason,
			long timeout) {
		if (!this.kept) {
			return;
		}
		if (this.origin < 0) {
			this.origin = now;
		}
		if (this.events.size() == MOST_EVENTS) {
			this.events.removeFirst();
			this.dropped++;
		}
		this.events.addLast(new Event((now - this.origin) / 1e6, what, kind.name().toLowerCase(Locale.ROOT), number,
				acknowledges, reason, timeout / 1e6, 0));
	}

	/** Adds a reason to the last event, the packet that came last. */
	private synchronized void amend(String what, String reason, long roundTrip) {
		Event last = this.events.peekLast();
		if (last != null && last.what().equals("received")) {
			this.events.removeLast();
			this.events.addLast(new Event(last.atMs(), what, last.kind(), last.number(), last.acknowledges(), reason, 0,
					roundTrip / 1e6));
		}
	}

	private static String label(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

	InetSocketAddress client() {
		return this.client;
	}

	/** The session has ended; its packets are kept for a while. */
	synchronized void end() {
		this.over = true;
	}

	/** Its session, which is over, has sent a part of a file. */
	synchronized void sentPartOf(@Nullable String file) {
		this.path = file;
	}

	/** Whether its session has sent a part of this file to this address. */
	synchronized boolean isPartOf(InetAddress address, String file) {
		return file.equals(this.path) && address.equals(this.client.getAddress());
	}

	synchronized boolean isOver() {
		return this.over;
	}

	/** Frees its memory, and from now on only passes events to the usual listener. */
	synchronized void discard() {
		this.kept = false;
		this.events.clear();
	}

	synchronized boolean isKept() {
		return this.kept;
	}

	synchronized List<Event> events() {
		return List.copyOf(this.events);
	}

	/** How many events have been forgotten since there were more. */
	synchronized long dropped() {
		return this.dropped;
	}

	/** Milliseconds since it was begun. */
	double ageMs(long nanoTime) {
		return (nanoTime - this.begunAt) / 1e6;
	}

	/**
	 * A packet.
	 *
	 * @param atMs milliseconds since the first event
	 * @param what {@code sent}, {@code repeated}, {@code received} or {@code ignored}
	 * @param kind what kind of packet, as in the meters
	 * @param number its sequence number
	 * @param acknowledges its acknowledgement number, 0 where it has none
	 * @param reason why it was repeated or ignored, as in the meters; else empty
	 * @param timerMs how long its answer was waited for in milliseconds; 0 of packets
	 * that came
	 * @param roundTripMs the round-trip time that it told in milliseconds, else 0
	 */
	record Event(double atMs, String what, String kind, int number, int acknowledges, String reason, double timerMs,
			double roundTripMs) {

	}

}
