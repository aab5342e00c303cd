package io.rushb.client.channels;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * The channels that have something to send, in the order in which they may.
 * <ul>
 * <li>What is urgent goes first.</li>
 * <li>Then come sessions that are repaired for the first time: the server is known to be
 * there.</li>
 * <li>Then come sessions that were repaired three times in vain, as far as there is room
 * for them: the server may have forgotten them, and other sessions must not wait for
 * these.</li>
 * <li>Then come answers and second repairs, in the order of their coming. Once all parts
 * of a file are under way, the answer of a part that is behind goes sooner, and that of a
 * part that is ahead goes later, so that all parts end together.</li>
 * </ul>
 */
final class Waiting {

	/** For each segment, an answer goes an eighth of a round trip sooner or later. */
	private static final long PARTS_OF_ROUND_TRIP = 8;

	/** How many segments count: no answer waits longer by more than half a round trip. */
	private static final long MOST_SEGMENTS = 4;

	private final Deque<Channel> urgent = new ArrayDeque<>();

	private final Deque<Channel> repairs = new ArrayDeque<>();

	private final Deque<Channel> doubtful = new ArrayDeque<>();

	private final Queue<Channel> held = new PriorityQueue<>(Comparator.comparingLong((channel) -> channel.turn));

	/**
	 * It has an answer to send.
	 * @param now the time
	 * @param roundTrip in nanoseconds
	 */
	void answer(Channel channel, long now, long roundTrip) {
		long behind = Math.max(-MOST_SEGMENTS, Math.min(channel.ask().behind(), MOST_SEGMENTS));
		channel.turn = now - behind * roundTrip / PARTS_OF_ROUND_TRIP;
		(channel.isUrgent() ? this.urgent : this.held).add(channel);
	}

	/** Its last packet is lost. */
	void repair(Channel channel, long now) {
		channel.turn = now;
		queue(channel).add(channel);
	}

	private Queue<Channel> queue(Channel channel) {
		if (channel.isUrgent()) {
			return this.urgent;
		}
		if (channel.tries == 0) {
			return this.repairs;
		}
		return LossDetector.isDoubtful(channel.tries + 1) ? this.doubtful : this.held;
	}

	/**
	 * A repair is no longer needed, because the answer has come. Its count of repairs was
	 * reset by then, so it does not show which queue it waits in.
	 */
	void remove(Channel channel) {
		for (Queue<Channel> queue : List.of(this.urgent, this.repairs, this.doubtful, this.held)) {
			queue.remove(channel);
		}
	}

	@Nullable Channel urgent() {
		return this.urgent.poll();
	}

	/**
	 * Takes the next one whose repair the window has room for.
	 * @param doubtfulToo whether there is room for a doubtful one
	 */
	@Nullable Channel repair(boolean doubtfulToo) {
		Channel channel = this.repairs.poll();
		return (channel == null && doubtfulToo) ? this.doubtful.poll() : channel;
	}

	/** Takes the next answer or second repair. */
	@Nullable Channel answer() {
		return this.held.poll();
	}

	/** Whether anything except doubtful sessions waits for the window. */
	boolean hasSound() {
		return !this.held.isEmpty() || !this.repairs.isEmpty();
	}

	boolean hasDoubtful() {
		return !this.doubtful.isEmpty();
	}

}
