package io.rushb.health;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import io.rushb.endpoint.Limit;
import io.rushb.endpoint.TransferListener;
import io.rushb.endpoint.TransferView;
import io.rushb.session.Outcome;
import io.rushb.session.PartView;
import io.rushb.session.RequestKind;
import io.rushb.session.SessionView;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The last finished transfers, and the number of requests by outcome since the start. All
 * parts of a file that go to one address are one transfer. Requests whose client never
 * answered, and sessions that gave way, are only counted: they can be forged, and would
 * push all others out. Thread-safe.
 */
@Component
class RecentTransfers implements TransferListener {

	/** As many as a person may read; about 30 KB together. */
	static final int MOST = 100;

	/** The outcome of a transfer in parts whose client has left a session. */
	private static final String LEFT_OFF = "left_off";

	private final SessionTraces traces;

	private final Clock clock;

	private final Instant since;

	private final Map<String, LongAdder> outcomes = new LinkedHashMap<>();

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
			this.outcomes.put(label(outcome), new LongAdder());
		}
		this.outcomes.put(LEFT_OFF, new LongAdder());
	}

	@Override
	public void closed(SessionView session) {
		Outcome outcome = session.outcome();
		SessionTrace trace = this.traces.over(session.client());
		// Parts are told of together when all are over; stat and lists are no transfers.
		PartView part = session.part();
		if (trace != null && part != null) {
			trace.sentPartOf(part.path());
		}
		if (outcome == null || session.kind() != RequestKind.WHOLE) {
			return;
		}
		count(label(outcome));
		if (outcome != Outcome.UNPROVEN && outcome != Outcome.GAVE_WAY) {
			add(session.client(), trace,
					(number, endedAt) -> PastTransfer.of(number, endedAt, session, label(outcome), trace));
		}
	}

	@Override
	public void transferOver(TransferView transfer) {
		String outcome = transfer.isComplete() ? label(Outcome.COMPLETED) : LEFT_OFF;
		count(outcome);
		SessionTrace trace = this.traces.partsOver(transfer.client(), transfer.path());
		add(null, trace, (number, endedAt) -> PastTransfer.of(number, endedAt, transfer, outcome, trace));
	}

	private synchronized void add(@Nullable InetSocketAddress client, @Nullable SessionTrace trace, Shown shown) {
		if (this.latest.size() == MOST) {
			this.latest.removeLast();
		}
		this.latest.addFirst(new Over(++this.number, this.clock.millis(), client, trace, shown));
	}

	@Override
	public void rejected(InetSocketAddress client, Limit limit) {
		count(label(Outcome.REJECTED));
	}

	private void count(String outcome) {
		LongAdder adder = this.outcomes.get(outcome);
		if (adder != null) {
			adder.increment();
		}
	}

	/** The newest transfers, as they are shown. */
	LatestTransfers latest(int limit) {
		Map<String, Long> counts = new LinkedHashMap<>();
		this.outcomes.forEach((outcome, count) -> counts.put(outcome, count.sum()));
		return new LatestTransfers(first(limit).stream().map(Over::toTransfer).toList(), counts, this.since.toString());
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
		return this.latest.stream().filter((over) -> client.equals(over.client)).findFirst().orElse(null);
	}

	private static String label(Outcome outcome) {
		return outcome.name().toLowerCase(Locale.ROOT);
	}

	/** Makes a transfer into what is shown. */
	@FunctionalInterface
	private interface Shown {

		PastTransfer of(long number, long endedAt);

	}

	/**
	 * What is kept of a transfer; made into text only when somebody looks.
	 *
	 * @param number counts from 1 on
	 * @param endedAt when it was over, in milliseconds since 1970
	 * @param client whose session it was; {@code null} of several
	 * @param trace its packets, if somebody looked at them; of a transfer in parts those
	 * of the part that ended last
	 * @param shown makes it into what is shown
	 */
	record Over(long number, long endedAt, @Nullable InetSocketAddress client, @Nullable SessionTrace trace,
			Shown shown) {

		PastTransfer toTransfer() {
			return this.shown.of(this.number, this.endedAt);
		}

	}

	/**
	 * What the endpoint answers.
	 *
	 * @param transfers those that were over last, the newest first
	 * @param outcomes the number of requests by outcome since the start
	 * @param since when the service was started, RFC 3339
	 */
	record LatestTransfers(List<PastTransfer> transfers, Map<String, Long> outcomes, String since) {

	}

	/**
	 * A transfer that is over.
	 *
	 * @param id counts from 1 on
	 * @param client address and port; the address alone of a transfer in parts
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
	record PastTransfer(long id, String client, String resource, String outcome, @Nullable String problem,
			long bytesDone, long bytesTotal, long packets, long retransmissions, double durationMs, long rate,
			double smoothedRttMs, int channels, String ended, boolean traced) {

		static PastTransfer of(long number, long endedAt, SessionView view, String outcome,
				@Nullable SessionTrace trace) {
			long nanos = Math.max(view.age().toNanos(), 1);
			return new PastTransfer(number, Clients.text(view.client()), view.resource(), outcome, view.problem(),
					view.bytesDone(), view.bytesTotal(), view.packets(), view.retransmissions(), nanos / 1e6,
					Math.round(view.bytesDone() * 1e9 / nanos), view.smoothedRoundTrip().toNanos() / 1e6, 1,
					Instant.ofEpochMilli(endedAt).toString(), trace != null && trace.isKept());
		}

		static PastTransfer of(long number, long endedAt, TransferView view, String outcome,
				@Nullable SessionTrace trace) {
			long nanos = Math.max(view.age().toNanos(), 1);
			return new PastTransfer(number, view.client().getHostAddress(), view.path(), outcome, null,
					view.bytesDone(), view.bytesTotal(), view.packets(), view.retransmissions(), nanos / 1e6,
					Math.round(view.bytesDone() * 1e9 / nanos), 0, view.mostChannels(),
					Instant.ofEpochMilli(endedAt).toString(), trace != null && trace.isKept());
		}

	}

}
