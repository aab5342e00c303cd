package io.rushb.client;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Races the addresses of one server against each other, as RFC 8305 does with TCP. The
 * first address is asked at once. If nothing comes for 250 ms, the next one is asked as
 * well, and at once if the system says that nothing listens. The address that answers
 * first is the server from then on; the other lanes are closed.
 */
final class Lanes implements Closeable {

	/** RFC 8305, section 8: the recommended delay between two attempts. */
	private static final long NEXT_ADDRESS = TimeUnit.MILLISECONDS.toNanos(250);

	private final Deque<InetSocketAddress> waiting;

	private final Opener opener;

	private final boolean known;

	private final Selector selector;

	private final List<Lane> open = new ArrayList<>();

	private long quietSince;

	private long nextAt;

	private @Nullable FetchException failure;

	/**
	 * Makes the lanes.
	 * @param servers the addresses, the most promising first; at least one
	 * @param opener opens a lane
	 * @param known whether the server has answered before: then it may just be starting
	 * again, and that nothing listens is no reason to give up
	 */
	Lanes(List<InetSocketAddress> servers, Opener opener, boolean known) throws IOException {
		this.waiting = new ArrayDeque<>(servers);
		this.opener = opener;
		this.known = known;
		this.selector = Selector.open();
	}

	/** Sends the request to the first address that can be reached. */
	void start(long now, long quietSince) throws IOException {
		this.quietSince = quietSince;
		openNext(now);
	}

	private void openNext(long now) throws IOException {
		while (!this.waiting.isEmpty()) {
			try {
				Lane lane = this.opener.open(this.waiting.remove(), this.selector);
				this.open.add(lane);
				this.nextAt = now + NEXT_ADDRESS;
				lane.start(now, this.quietSince);
				return;
			}
			catch (FetchException.Unreachable | FetchException.LocalAddress ex) {
				this.failure = ex;
			}
		}
		if (this.open.isEmpty() && this.failure != null) {
			throw this.failure;
		}
	}

	/** Waits until something comes or is due, at most for the given time. */
	void await(long most) throws IOException {
		long now = System.nanoTime();
		long nanos = most;
		for (Lane lane : this.open) {
			nanos = Math.min(nanos, lane.exchange().deadline() - now);
		}
		if (!this.waiting.isEmpty()) {
			nanos = Math.min(nanos, this.nextAt - now);
		}
		// Rounded up: waking too early would spin until the deadline.
		long millis = TimeUnit.NANOSECONDS.toMillis(nanos + TimeUnit.MILLISECONDS.toNanos(1) - 1);
		if (millis > 0) {
			this.selector.select((key) -> {
			}, millis);
		}
	}

	/** Ends a wait, from another thread too. */
	void wakeup() {
		this.selector.wakeup();
	}

	/**
	 * Handles the datagrams that have come; returns whether they brought bytes of the
	 * resource.
	 */
	boolean receive(Sink sink) throws IOException {
		boolean delivered = false;
		for (Lane lane : List.copyOf(this.open)) {
			delivered |= lane.receive(sink);
			if (lane.isAnswered()) {
				settle(lane);
				return delivered;
			}
			PortUnreachableException refusal = lane.refusal();
			if (refusal != null && !this.known) {
				giveUp(lane, refusal);
			}
		}
		return delivered;
	}

	/** This is the server. */
	private void settle(Lane lane) throws IOException {
		this.waiting.clear();
		for (Lane other : List.copyOf(this.open)) {
			if (other != lane) {
				this.open.remove(other);
				other.close();
			}
		}
	}

	/** Nobody is there. */
	private void giveUp(Lane lane, PortUnreachableException refusal) throws IOException {
		this.open.remove(lane);
		lane.close();
		this.failure = NoWay.refused(lane.server(), refusal);
		openNext(System.nanoTime());
	}

	/** Handles timeouts that are due. */
	void handleTimeout(long now) throws IOException {
		for (Lane lane : this.open) {
			lane.handleTimeout(now);
		}
		if (!this.waiting.isEmpty() && now >= this.nextAt) {
			openNext(now);
		}
	}

	/** The lane that answered; before that the first one. */
	Lane lead() {
		return this.open.get(0);
	}

	@Override
	public void close() throws IOException {
		this.selector.close();
		for (Lane lane : this.open) {
			lane.close();
		}
	}

	/** Opens lanes. */
	@FunctionalInterface
	interface Opener {

		Lane open(InetSocketAddress server, Selector selector) throws FetchException;

	}

}
