package io.rushb.health;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import io.rushb.endpoint.EndpointListener;
import io.rushb.endpoint.Limit;
import io.rushb.session.Outcome;
import io.rushb.session.SessionView;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The last transfers that are over, and how many requests ended how since the start.
 * Requests whose client never answered are only counted: anybody can forge them, and they
 * would push all others out. For several threads.
 */
@Component
class RecentTransfers implements EndpointListener {

	/** As many as a person looks through; together some 30 KB. */
	static final int MOST = 100;

	private final SessionTraces traces;

	private final Clock clock;

	private final Instant since;

	private final Map<Outcome, LongAdder> outcomes = new EnumMap<>(Outcome.class);

	/** Newest first. */
	private final Deque<Over> latest = new ArrayDeque<>(MOST);

	private long number;

	@Autowired
	RecentTransfers(SessionTraces traces) {
		this(traces, Clock.systemUTC());
	}

	RecentTransfers(SessionTraces traces, Clock clock) {
		this.traces = traces;
		this.clock = clock;
		this.since = clock.instant();
		for (Outcome outcome : Outcome.values()) {
			this.outcomes.put(outcome, new LongAdder());
		}
	}

	@Override
	public void closed(SessionView session) {
		Outcome outcome = session.outcome();
		if (outcome == null) {
			return;
		}
		count(outcome);
		SessionTrace trace = this.traces.over(session.client());
		if (outcome != Outcome.UNPROVEN) {
			add(session, outcome, trace);
		}
	}

	private synchronized void add(SessionView session, Outcome outcome, @Nullable SessionTrace trace) {
		if (this.latest.size() == MOST) {
			this.latest.removeLast();
		}
		this.latest.addFirst(new Over(++this.number, this.clock.millis(), session, outcome, trace));
	}

	@Override
	public void rejected(InetSocketAddress client, Limit limit) {
		count(Outcome.REJECTED);
	}

	private void count(Outcome outcome) {
		LongAdder adder = this.outcomes.get(outcome);
		if (adder != null) {
			adder.increment();
		}
	}

	/** The newest ones, as people see them. */
	Transfers latest(int limit) {
		Map<String, Long> counts = new LinkedHashMap<>();
		this.outcomes.forEach((outcome, count) -> counts.put(label(outcome), count.sum()));
		return new Transfers(first(limit).stream().map(Over::toTransfer).toList(), counts, this.since.toString());
	}

	private synchronized List<Over> first(int limit) {
		return new ArrayList<>(this.latest).subList(0, Math.min(limit, this.latest.size()));
	}

	/** The transfer of a number; {@code null} if it is none of the last ones. */
	synchronized @Nullable Over find(long wanted) {
		return this.latest.stream().filter((over) -> over.number == wanted).findFirst().orElse(null);
	}

	/** The newest transfer of a client; {@code null} if it is none of the last ones. */
	synchronized @Nullable Over findLatest(InetSocketAddress client) {
		return this.latest.stream().filter((over) -> over.session.client().equals(client)).findFirst().orElse(null);
	}

	private static String label(Outcome outcome) {
		return outcome.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * What is kept of a transfer; made into text only when somebody looks.
	 *
	 * @param number counts from 1 on
	 * @param endedAt when it was over, in milliseconds since 1970
	 * @param session its last state
	 * @param outcome how it ended
	 * @param trace its packets, if somebody looked at them
	 */
	record Over(long number, long endedAt, SessionView session, Outcome outcome, @Nullable SessionTrace trace) {

		Transfer toTransfer() {
			long nanos = Math.max(this.session.age().toNanos(), 1);
			return new Transfer(this.number, Clients.text(this.session.client()), this.session.resource(),
					label(this.outcome), this.session.problem(), this.session.bytesDone(), this.session.bytesTotal(),
					this.session.packets(), this.session.retransmissions(), nanos / 1e6,
					Math.round(this.session.bytesDone() * 1e9 / nanos),
					this.session.smoothedRoundTrip().toNanos() / 1e6, 1, Instant.ofEpochMilli(this.endedAt).toString(),
					this.trace != null && this.trace.isKept());
		}

	}

	/**
	 * What the endpoint answers.
	 *
	 * @param transfers those that were over last, the newest first
	 * @param outcomes how many requests ended how since the start
	 * @param since when the service was started, RFC 3339
	 */
	record Transfers(List<Transfer> transfers, Map<String, Long> outcomes, String since) {

	}

	/**
	 * A transfer that is over.
	 *
	 * @param id counts from 1 on
	 * @param client address and port
	 * @param resource the name asked for
	 * @param outcome how it ended
	 * @param problem what went wrong, {@code null} if nothing
	 * @param bytesDone bytes acknowledged
	 * @param bytesTotal bytes of the resource, 0 where it was refused
	 * @param packets packets sent, repeats included
	 * @param retransmissions how many of them were sent again
	 * @param durationMs milliseconds from the request to the end
	 * @param rate bytes a second over that time
	 * @param smoothedRttMs smoothed round-trip time in milliseconds, 0 without one
	 * @param channels the most sessions at a time
	 * @param ended when it was over, RFC 3339
	 * @param traced whether its packets can be looked at
	 */
	record Transfer(long id, String client, String resource, String outcome, @Nullable String problem, long bytesDone,
			long bytesTotal, long packets, long retransmissions, double durationMs, long rate, double smoothedRttMs,
			int channels, String ended, boolean traced) {

	}

}
