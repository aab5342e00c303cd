package io.rushb.metrics;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rushb.endpoint.EndpointListener;
import io.rushb.endpoint.Limit;
import io.rushb.session.IgnoreReason;
import io.rushb.session.Outcome;
import io.rushb.session.RequestKind;
import io.rushb.session.RetransmitCause;
import io.rushb.session.SessionRequest;
import io.rushb.session.SessionView;
import io.rushb.wire.Corruption;
import io.rushb.wire.Kind;
import io.rushb.wire.Sender;

import org.springframework.stereotype.Component;

/**
 * Counts the core's events in meters, all of which are registered at the start.
 */
@Component
class RushbMetrics implements EndpointListener {

	private static final Duration[] ROUND_TRIP_BUCKETS = { Duration.ofNanos(50_000), Duration.ofNanos(100_000),
			Duration.ofNanos(250_000), Duration.ofNanos(500_000), Duration.ofMillis(1), Duration.ofNanos(2_500_000),
			Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50),
			Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
			Duration.ofMillis(2500), Duration.ofSeconds(5) };

	private final Map<RetransmitCause, Counter> retransmits;

	private final Map<Corruption, Counter> corrupt;

	private final Map<IgnoreReason, Counter> ignored;

	private final Map<Kind, Counter> received = new EnumMap<>(Kind.class);

	private final Map<Kind, Counter> sent = new EnumMap<>(Kind.class);

	private final Map<Outcome, Counter> sessions;

	private final Map<RequestKind, Counter> opened;

	private final Map<Limit, Counter> limits;

	private final Counter bytes;

	private final Counter closeErrors;

	private final Timer transfers;

	private final Timer roundTrips;

	RushbMetrics(MeterRegistry registry) {
		this.retransmits = counters(registry, RushbMeter.RETRANSMITS, RetransmitCause.class);
		this.corrupt = counters(registry, RushbMeter.CORRUPT, Corruption.class);
		this.ignored = counters(registry, RushbMeter.IGNORED, IgnoreReason.class);
		this.sessions = counters(registry, RushbMeter.SESSIONS, Outcome.class);
		this.opened = counters(registry, RushbMeter.OPENED, RequestKind.class);
		this.limits = counters(registry, RushbMeter.LIMITS, Limit.class);
		for (Kind kind : Kind.values()) {
			if (kind.isSentBy(Sender.CLIENT)) {
				this.received.put(kind, RushbMeter.RECEIVED.counter(registry, Label.of(kind)));
			}
			if (kind.isSentBy(Sender.SERVER)) {
				this.sent.put(kind, RushbMeter.SENT.counter(registry, Label.of(kind)));
			}
		}
		this.bytes = RushbMeter.BYTES_SENT.counter(registry);
		this.closeErrors = RushbMeter.CLOSE_ERRORS.counter(registry);
		this.transfers = Timer.builder(RushbMeter.TRANSFER.getName())
			.description(RushbMeter.TRANSFER.description())
			.register(registry);
		this.roundTrips = Timer.builder(RushbMeter.RTT.getName())
			.description(RushbMeter.RTT.description())
			.serviceLevelObjectives(ROUND_TRIP_BUCKETS)
			.register(registry);
	}

	private static <E extends Enum<E>> Map<E, Counter> counters(MeterRegistry registry, RushbMeter meter,
			Class<E> type) {
		Map<E, Counter> counters = new EnumMap<>(type);
		for (E value : type.getEnumConstants()) {
			counters.put(value, meter.counter(registry, Label.of(value)));
		}
		return counters;
	}

	private static <E extends Enum<E>> void count(Map<E, Counter> counters, E value) {
		Counter counter = counters.get(value);
		if (counter != null) {
			counter.increment();
		}
	}

	@Override
	public void received(Kind kind) {
		count(this.received, kind);
	}

	@Override
	public void sent(Kind kind) {
		count(this.sent, kind);
	}

	@Override
	public void retransmitted(RetransmitCause cause) {
		count(this.retransmits, cause);
	}

	@Override
	public void corrupt(Corruption reason) {
		count(this.corrupt, reason);
	}

	@Override
	public void ignored(IgnoreReason reason) {
		count(this.ignored, reason);
	}

	@Override
	public void acknowledged(int count) {
		this.bytes.increment(count);
	}

	@Override
	public void roundTrip(long nanos) {
		this.roundTrips.record(nanos, TimeUnit.NANOSECONDS);
	}

	@Override
	public void opened(SessionRequest request) {
		count(this.opened, request.kind());
	}

	@Override
	public void closed(SessionView session) {
		Outcome outcome = session.outcome();
		if (outcome != null) {
			count(this.sessions, outcome);
		}
		if (outcome == Outcome.COMPLETED && session.kind() == RequestKind.WHOLE) {
			this.transfers.record(session.age());
		}
	}

	@Override
	public void rejected(InetSocketAddress client, Limit limit) {
		count(this.sessions, Outcome.REJECTED);
	}

	@Override
	public void limitReached(Limit limit) {
		count(this.limits, limit);
	}

	@Override
	public void closeFailed(IOException failure) {
		this.closeErrors.increment();
	}

}
