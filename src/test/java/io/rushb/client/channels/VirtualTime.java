package io.rushb.client.channels;

import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What happens when, in virtual time.
 */
final class VirtualTime {

	private final PriorityQueue<Event> events = new PriorityQueue<>();

	private long now;

	private long order;

	long now() {
		return this.now;
	}

	double seconds() {
		return this.now / 1e9;
	}

	void at(long time, Runnable action) {
		this.events.add(new Event(Math.max(time, this.now), this.order++, action));
	}

	/** Runs until the condition holds; fails if that takes too long. */
	void runUntil(BooleanSupplier condition, int seconds) {
		long end = this.now + TimeUnit.SECONDS.toNanos(seconds);
		while (!condition.getAsBoolean()) {
			Event event = this.events.poll();
			if (event == null || event.at > end) {
				throw new AssertionError("not within " + seconds + " s of virtual time");
			}
			this.now = event.at;
			event.action.run();
		}
	}

	private record Event(long at, long order, Runnable action) implements Comparable<Event> {

		@Override
		public int compareTo(Event other) {
			int byTime = Long.compare(this.at, other.at);
			return (byTime != 0) ? byTime : Long.compare(this.order, other.order);
		}

	}

}
