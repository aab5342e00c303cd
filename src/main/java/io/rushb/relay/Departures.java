package io.rushb.relay;

import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

/**
 * The datagrams that the relay holds, by their time of departure, then in the order of
 * arrival. Bounded.
 */
final class Departures {

	private final PriorityQueue<Departing> queue = new PriorityQueue<>();

	private final int limit;

	private long order;

	Departures(int limit) {
		this.limit = limit;
	}

	/** Adds a datagram; returns whether there was room. */
	boolean add(Runnable sending, long at) {
		return this.queue.size() < this.limit && this.queue.add(new Departing(at, this.order++, sending));
	}

	/** Takes a datagram that is due, {@code null} if none is. */
	@Nullable Runnable poll(long now) {
		Departing first = this.queue.peek();
		if (first == null || first.at > now) {
			return null;
		}
		this.queue.remove();
		return first.sending;
	}

	/** When the next leaves; {@link Long#MAX_VALUE} if there is none. */
	long next() {
		Departing first = this.queue.peek();
		return (first != null) ? first.at : Long.MAX_VALUE;
	}

	private record Departing(long at, long order, Runnable sending) implements Comparable<Departing> {

		@Override
		public int compareTo(Departing other) {
			int byTime = Long.compare(this.at, other.at);
			return (byTime != 0) ? byTime : Long.compare(this.order, other.order);
		}

	}

}
