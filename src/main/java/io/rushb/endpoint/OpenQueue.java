package io.rushb.endpoint;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Requests whose resource is being opened. Of many for the same name only one is at work
 * at a time, so that the store can spare the others the work of examining it.
 */
final class OpenQueue {

	/** What waits for the task at work, oldest first, by the name it is at work for. */
	private final Map<ResourceName, Set<ContentTask.Open>> waiting = new HashMap<>();

	/** Whether the work may begin now; if not, it waits for {@link #done}. */
	boolean begin(ContentTask.Open task) {
		Set<ContentTask.Open> queue = this.waiting.get(task.name());
		if (queue != null) {
			queue.add(task);
			return false;
		}
		this.waiting.put(task.name(), new LinkedHashSet<>(2));
		return true;
	}

	/** The task's session is over: if it waits, it need not be done any more. */
	void forget(ContentTask.@Nullable Open task) {
		Set<ContentTask.Open> queue = (task != null) ? this.waiting.get(task.name()) : null;
		if (queue != null) {
			queue.remove(task);
		}
	}

	/** The work is done; the task returned may begin now. */
	ContentTask.@Nullable Open done(ContentTask.Open task) {
		Set<ContentTask.Open> queue = this.waiting.getOrDefault(task.name(), Set.of());
		Iterator<ContentTask.Open> oldest = queue.iterator();
		if (!oldest.hasNext()) {
			this.waiting.remove(task.name());
			return null;
		}
		ContentTask.Open next = oldest.next();
		oldest.remove();
		return next;
	}

}
