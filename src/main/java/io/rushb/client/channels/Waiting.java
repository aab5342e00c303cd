package io.rushb.client.channels;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

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
 * <li>Then come answers and second repairs, in the order of their coming.</li>
 * </ul>
 */
final class Waiting {

	private final Deque<Channel> urgent = new ArrayDeque<>();

	private final Deque<Channel> repairs = new ArrayDeque<>();

	private final Deque<Channel> doubtful = new ArrayDeque<>();

	private final Deque<Channel> held = new ArrayDeque<>();

	/** It has an answer to send. */
	void answer(Channel channel) {
		(channel.isUrgent() ? this.urgent : this.held).addLast(channel);
	}

	/** Its last packet is lost. */
	void repair(Channel channel) {
		queue(channel).addLast(channel);
	}

	private Deque<Channel> queue(Channel channel) {
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
		for (Deque<Channel> queue : List.of(this.urgent, this.repairs, this.doubtful, this.held)) {
			queue.remove(channel);
		}
	}

	@Nullable Channel urgent() {
		return this.urgent.poll();
	}

	/**
	 * Takes the next one that the window has room for.
	 * @param doubtfulToo whether there is room for a doubtful one
	 */
	@Nullable Channel next(boolean doubtfulToo) {
		Channel channel = this.repairs.poll();
		if (channel == null && doubtfulToo) {
			channel = this.doubtful.poll();
		}
		return (channel != null) ? channel : this.held.poll();
	}

	/** Whether anything except doubtful sessions waits for the window. */
	boolean hasSound() {
		return !this.held.isEmpty() || !this.repairs.isEmpty();
	}

	boolean hasDoubtful() {
		return !this.doubtful.isEmpty();
	}

}
