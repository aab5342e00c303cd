package io.rushb.endpoint;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * Requests whose resource is being opened. Of many for the same name only one is at work
 * at a time, so that the store can spare the others the work of examining it.
 */
final class OpenQueue {

	private final Map<ResourceName, Queue<ContentTask.Open>> waiting = new HashMap<>();

	/** Whether the work may begin now; if not, it waits for {@link #done}. */
	boolean begin(ContentTask.Open task) {
		Queue<ContentTask.Open> queue = this.waiting.get(task.name());
		if (queue != null) {
			queue.add(task);
			return false;
		}
		this.waiting.put(task.name(), new ArrayDeque<>(0));
		return true;
	}

	/** The work is done; the tasks returned may begin now. */
	Iterable<ContentTask.Open> done(ContentTask.Open task) {
		@Nullable Queue<ContentTask.Open> queue = this.waiting.remove(task.name());
		return (queue != null) ? queue : new ArrayDeque<>(0);
	}

}
