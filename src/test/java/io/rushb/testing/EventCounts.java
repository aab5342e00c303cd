package io.rushb.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.rushb.endpoint.EndpointListener;
import io.rushb.endpoint.Limit;
import io.rushb.session.IgnoreReason;
import io.rushb.session.RetransmitCause;
import io.rushb.session.SessionRequest;
import io.rushb.session.SessionView;
import io.rushb.wire.Corruption;
import io.rushb.wire.Kind;

/**
 * Counts what an endpoint tells its listener, so that counters can be the oracles of
 * tests.
 */
public final class EventCounts implements EndpointListener {

	private final Map<Enum<?>, Integer> events = new HashMap<>();

	private final Map<Kind, Integer> received = new HashMap<>();

	private final Map<Kind, Integer> sent = new HashMap<>();

	private final Map<Limit, Integer> limits = new HashMap<>();

	private final List<Long> roundTrips = new ArrayList<>();

	private final List<SessionView> closed = new ArrayList<>();

	private final List<IOException> closeFailures = new ArrayList<>();

	private long acknowledged;

	private int opened;

	@Override
	public void retransmitted(RetransmitCause cause) {
		this.events.merge(cause, 1, Integer::sum);
	}

	@Override
	public void acknowledged(int bytes) {
		this.acknowledged += bytes;
	}

	@Override
	public void roundTrip(long nanos) {
		this.roundTrips.add(nanos);
	}

	@Override
	public void ignored(IgnoreReason reason) {
		this.events.merge(reason, 1, Integer::sum);
	}

	@Override
	public void corrupt(Corruption reason) {
		this.events.merge(reason, 1, Integer::sum);
	}

	@Override
	public void received(Kind kind) {
		this.received.merge(kind, 1, Integer::sum);
	}

	@Override
	public void sent(Kind kind) {
		this.sent.merge(kind, 1, Integer::sum);
	}

	@Override
	public void opened(SessionRequest request) {
		this.opened++;
	}

	@Override
	public void closed(SessionView session) {
		this.closed.add(session);
		if (session.outcome() != null) {
			this.events.merge(session.outcome(), 1, Integer::sum);
		}
	}

	@Override
	public void rejected(InetSocketAddress client, Limit limit) {
		this.events.merge(limit, 1, Integer::sum);
	}

	@Override
	public void limitReached(Limit limit) {
		this.limits.merge(limit, 1, Integer::sum);
	}

	@Override
	public void closeFailed(IOException failure) {
		this.closeFailures.add(failure);
	}

	/**
	 * How often something happened: packets ignored or corrupt for a reason,
	 * retransmissions with a cause, sessions closed with an outcome, requests rejected at
	 * a limit.
	 */
	public int of(Enum<?> event) {
		return this.events.getOrDefault(event, 0);
	}

	/** All retransmissions, whatever their cause. */
	public int retransmissions() {
		return sum(RetransmitCause.values());
	}

	/** All datagrams that were not acceptable, whatever the reason. */
	public int unacceptable() {
		return sum(IgnoreReason.values()) + sum(Corruption.values());
	}

	public int countReceived(Kind... kinds) {
		return sum(this.received, kinds);
	}

	public int countSent(Kind... kinds) {
		return sum(this.sent, kinds);
	}

	public int reached(Limit limit) {
		return this.limits.getOrDefault(limit, 0);
	}

	public long acknowledgedBytes() {
		return this.acknowledged;
	}

	public int openedSessions() {
		return this.opened;
	}

	public List<Long> roundTrips() {
		return this.roundTrips;
	}

	public List<SessionView> closedSessions() {
		return this.closed;
	}

	public List<IOException> closeFailures() {
		return this.closeFailures;
	}

	private int sum(Enum<?>[] events) {
		int sum = 0;
		for (Enum<?> event : events) {
			sum += of(event);
		}
		return sum;
	}

	private static int sum(Map<Kind, Integer> counts, Kind[] kinds) {
		int sum = 0;
		for (Kind kind : kinds) {
			sum += counts.getOrDefault(kind, 0);
		}
		return sum;
	}

}
