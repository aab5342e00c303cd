package io.rushb.health;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.rushb.config.TraceProperties;
import io.rushb.endpoint.SessionListeners;
import io.rushb.session.SessionListener;
import io.rushb.session.SessionRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Decides which sessions' packets are recorded. None are while nobody looks: then a new
 * session costs the read of one field, and a packet nothing.
 * <ul>
 * <li>While somebody looks at the page, new sessions are traced as long as there is room:
 * a finished trace gives way to a new one, a running one does not.</li>
 * <li>A session that somebody asks for is traced from then on; if there is no room, the
 * oldest trace gives way.</li>
 * </ul>
 * For several threads.
 */
@Component
class SessionTraces implements SessionListeners, MeterBinder {

	/** The page asks every second, and at least every ten seconds when it is slow. */
	private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(15);

	private final int most;

	private final LongSupplier nanoTime;

	/** Oldest first. */
	private final Set<SessionTrace> kept = new LinkedHashSet<>();

	private final Map<InetSocketAddress, SessionTrace> live = new HashMap<>();

	/**
	 * Traces that were dropped for others, and sessions that were not traced for want of
	 * room.
	 */
	private final LongAdder dropped = new LongAdder();

	private volatile boolean looked;

	private volatile long lookedAt;

	@Autowired
	SessionTraces(TraceProperties properties) {
		this(properties.sessions(), System::nanoTime);
	}

	SessionTraces(int most, LongSupplier nanoTime) {
		this.most = most;
		this.nanoTime = nanoTime;
	}

	/** Somebody looks at the sessions. */
	void look() {
		this.lookedAt = this.nanoTime.getAsLong();
		this.looked = this.most > 0;
	}

	@Override
	public SessionListener of(SessionRequest request, SessionListener usual) {
		if (!this.looked) {
			return usual;
		}
		if (this.nanoTime.getAsLong() - this.lookedAt > LOOK_NANOS) {
			this.looked = false;
			return usual;
		}
		SessionTrace trace = begin(request.client(), usual, false);
		return (trace != null) ? trace : usual;
	}

	/** Traces a session that lives; {@code null} if none may be traced. */
	synchronized @Nullable SessionTrace begin(InetSocketAddress client, SessionListener usual, boolean wanted) {
		if (this.most == 0) {
			return null;
		}
		if (this.kept.size() >= this.most) {
			this.dropped.increment();
			if (!makeRoom(wanted)) {
				return null;
			}
		}
		SessionTrace trace = new SessionTrace(client, usual, this.nanoTime.getAsLong());
		this.kept.add(trace);
		this.live.put(client, trace);
		return trace;
	}

	private boolean makeRoom(boolean wanted) {
		Iterator<SessionTrace> oldest = this.kept.iterator();
		while (oldest.hasNext()) {
			SessionTrace trace = oldest.next();
			if (trace.isOver()) {
				oldest.remove();
				trace.discard();
				return true;
			}
		}
		if (!wanted) {
			return false;
		}
		SessionTrace first = this.kept.iterator().next();
		this.kept.remove(first);
		this.live.remove(first.client(), first);
		first.discard();
		return true;
	}

	/** The trace of a client's live session; {@code null} if there is none. */
	synchronized @Nullable SessionTrace find(InetSocketAddress client) {
		return this.live.get(client);
	}

	/** A client's session is over; returns its trace, {@code null} if there is none. */
	@Nullable SessionTrace over(InetSocketAddress client) {
		// The common case: nothing was ever traced.
		return (this.lookedAt != 0 || this.looked) ? end(client) : null;
	}

	private synchronized @Nullable SessionTrace end(InetSocketAddress client) {
		SessionTrace trace = this.live.remove(client);
		if (trace != null) {
			trace.end();
		}
		return trace;
	}

	/**
	 * A transfer in parts is over: takes out and returns the trace of its part that ended
	 * last, {@code null} if there is none.
	 */
	@Nullable SessionTrace partsOver(InetAddress client, String path) {
		return (this.lookedAt != 0 || this.looked) ? takePart(client, path) : null;
	}

	private synchronized @Nullable SessionTrace takePart(InetAddress client, String path) {
		SessionTrace last = null;
		for (SessionTrace trace : this.kept) {
			if (trace.isPartOf(client, path)) {
				trace.sentPartOf(null);
				last = trace;
			}
		}
		return last;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		FunctionCounter.builder("rushb.traces.dropped", this.dropped, LongAdder::sum)
			.description("Sessions whose packets are not remembered, or no longer, for want of room")
			.register(registry);
	}

	synchronized int size() {
		return this.kept.size();
	}

}
