package io.rushb.endpoint;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Requests whose resource is to be opened. Only some are at work at a time, and of many
 * for the same name only one, so that the store can spare the others the work of
 * examining it. Those that wait can be forgotten: a flood of requests that have given way
 * leaves no work behind.
 */
final class OpenQueue {

	/** How many are at work at a time. */
	static final int AT_WORK = 64;

	private final Consumer<ContentTask.Open> starter;

	/** By name, who waits until the one at work or ready is done; oldest first. */
	private final Map<ResourceName, Set<ContentTask.Open>> waiting = new HashMap<>();

	/** One for each name that nobody is at work for; oldest first. */
	private final Set<ContentTask.Open> ready = new LinkedHashSet<>();

	private int atWork;

	/**
	 * Makes a queue.
	 * @param starter is given each task whose turn has come
	 */
	OpenQueue(Consumer<ContentTask.Open> starter) {
		this.starter = starter;
	}

	void add(ContentTask.Open task) {
		Set<ContentTask.Open> others = this.waiting.get(task.name());
		if (others != null) {
			others.add(task);
			return;
		}
		this.waiting.put(task.name(), new LinkedHashSet<>(2));
		this.ready.add(task);
		start();
	}

	/** The task's session is over: unless it is at work, it need not be done any more. */
	void forget(ContentTask.Open task) {
		if (this.ready.remove(task)) {
			promote(task.name());
		}
		else {
			this.waiting.getOrDefault(task.name(), Set.of()).remove(task);
		}
	}

	/** The work on the task is done. */
	void done(ContentTask.Open task) {
		this.atWork--;
		promote(task.name());
		start();
	}

	private void promote(ResourceName name) {
		Iterator<ContentTask.Open> oldest = this.waiting.getOrDefault(name, Set.of()).iterator();
		if (!oldest.hasNext()) {
			this.waiting.remove(name);
			return;
		}
		this.ready.add(oldest.next());
		oldest.remove();
	}

	private void start() {
		while (this.atWork < AT_WORK && !this.ready.isEmpty()) {
			Iterator<ContentTask.Open> oldest = this.ready.iterator();
			ContentTask.Open task = oldest.next();
			oldest.remove();
			this.atWork++;
			this.starter.accept(task);
		}
	}

}
