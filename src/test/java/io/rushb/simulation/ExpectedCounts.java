package io.rushb.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.rushb.endpoint.Limit;
import io.rushb.session.IgnoreReason;
import io.rushb.session.Outcome;
import io.rushb.session.RetransmitCause;
import io.rushb.testing.EventCounts;
import io.rushb.wire.Corruption;
import io.rushb.wire.Kind;

/**
 * The counts that a run ought to leave behind.
 */
final class ExpectedCounts {

	private final Map<Enum<?>, Integer> events = new HashMap<>();

	private final Map<Kind, Integer> received = new HashMap<>();

	private final Map<Kind, Integer> sent = new HashMap<>();

	private final Map<Limit, Integer> limits = new HashMap<>();

	private final List<Long> roundTrips = new ArrayList<>();

	private long bytes;

	private int opened;

	private int flawed;

	private final Map<Outcome, Integer> silenced = new EnumMap<>(Outcome.class);

	void count(Enum<?> event) {
		this.events.merge(event, 1, Integer::sum);
	}

	void retransmitted(Disposition why) {
		count(switch (why) {
			case NAK -> RetransmitCause.NAK;
			case REPEATED -> RetransmitCause.GET;
			default -> RetransmitCause.TIMEOUT;
		});
	}

	void received(Kind kind) {
		this.received.merge(kind, 1, Integer::sum);
	}

	void sent(Kind kind) {
		this.sent.merge(kind, 1, Integer::sum);
	}

	void acknowledged(long more) {
		this.bytes += more;
	}

	void roundTrip(long nanos) {
		this.roundTrips.add(nanos);
	}

	void metFlaw() {
		this.flawed++;
	}

	void opened() {
		this.opened++;
	}

	void closed(Outcome outcome) {
		count(outcome);
	}

	void rejected(Limit limit) {
		count(limit);
		limitReached(limit);
	}

	void limitReached(Limit limit) {
		limitReached(limit, true);
	}

	void limitReached(Limit limit, boolean really) {
		this.limits.merge(limit, really ? 1 : 0, Integer::sum);
	}

	void silenced(Outcome outcome) {
		this.silenced.merge(outcome, 1, Integer::sum);
	}

	/** How many sessions ended like this after eight copies (T5). */
	int silencedAndThen(Outcome outcome) {
		return this.silenced.getOrDefault(outcome, 0);
	}

	/** How many transfers met what cannot be carried (S5). */
	int flawed() {
		return this.flawed;
	}

	int sessions() {
		return this.opened;
	}

	int packets() {
		return sum(this.received) + sum(this.sent);
	}

	private static int sum(Map<Kind, Integer> kinds) {
		return kinds.values().stream().mapToInt(Integer::intValue).sum();
	}

	/** Takes in what another run counted. */
	synchronized void add(ExpectedCounts other) {
		other.events.forEach((event, count) -> this.events.merge(event, count, Integer::sum));
		other.received.forEach((kind, count) -> this.received.merge(kind, count, Integer::sum));
		other.sent.forEach((kind, count) -> this.sent.merge(kind, count, Integer::sum));
		other.limits.forEach((limit, count) -> this.limits.merge(limit, count, Integer::sum));
		this.opened += other.opened;
		this.flawed += other.flawed;
		this.bytes += other.bytes;
	}

	int of(Enum<?> event) {
		return this.events.getOrDefault(event, 0);
	}

	int reached(Limit limit) {
		return this.limits.getOrDefault(limit, 0);
	}

	/** Every counter explains the trace. */
	void compare(EventCounts counted, long toServer, long toClients) {
		for (Enum<?>[] group : List.<Enum<?>[]>of(IgnoreReason.values(), Corruption.values(), RetransmitCause.values(),
				Outcome.values(), Limit.values())) {
			for (Enum<?> event : group) {
				same("events", event, counted.of(event), of(event));
			}
		}
		for (Kind kind : Kind.values()) {
			same("received", kind, counted.countReceived(kind), this.received.getOrDefault(kind, 0));
			same("sent", kind, counted.countSent(kind), this.sent.getOrDefault(kind, 0));
		}
		for (Limit limit : Limit.values()) {
			if (limit != Limit.STORE && limit != Limit.READ_AHEAD) {
				same("reached", limit, counted.reached(limit), this.limits.getOrDefault(limit, 0));
			}
		}
		same("opened", "", counted.openedSessions(), this.opened);
		same("closed", "", counted.closedSessions().size(), this.opened);
		same("bytes", "", counted.acknowledgedBytes(), this.bytes);
		Violation.unless(counted.roundTrips().equals(this.roundTrips), this.roundTrips, "other round trips counted");
		int malformed = 0;
		for (Corruption corruption : Corruption.values()) {
			malformed += (corruption != Corruption.CHECKSUM) ? counted.of(corruption) : 0;
		}
		same("datagrams to the server", "", counted.countReceived(Kind.values()) + malformed, toServer);
		same("datagrams to clients", "", counted.countSent(Kind.values()), toClients);
	}

	private static void same(String what, Object which, long counted, long seen) {
		if (counted != seen) {
			throw new Violation(what + " " + which + ": counted " + counted + ", seen " + seen);
		}
	}

}
