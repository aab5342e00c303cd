package io.rushb.endpoint;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Requests whose resource is to be opened. Only some are at work at a time, and of many
 * for the same name only one, so that the store can spare the others the work of
 * examining it. Those that wait can be forgotten: a flood of requests that have given way
 * leaves no work behind.
 * <p>
 * The newest has its turn first. When more come than can be opened, the oldest are about
 * to give way (rule T3): whoever opened those would serve nobody.
 */
final class OpenQueue {

	/** How many are at work at a time. */
	static final int AT_WORK = 64;

	private final Consumer<ContentTask.Open> starter;

	/** By name and age, who waits until the one at work or ready is done. */
	private final Map<ResourceName, NavigableMap<Long, ContentTask.Open>> waiting = new HashMap<>();

	/** By age, one for each name that nobody is at work for. */
	private final NavigableMap<Long, ContentTask.Open> ready = new TreeMap<>();

	private int atWork;

	/**
	 * Makes a queue.
	 * @param starter is given each task whose turn has come
	 */
	OpenQueue(Consumer<ContentTask.Open> starter) {
		this.starter = starter;
	}

	void add(ContentTask.Open task) {
		NavigableMap<Long, ContentTask.Open> others = this.waiting.get(task.name());
		if (others != null) {
			others.put(task.number(), task);
			return;
		}
		this.waiting.put(task.name(), new TreeMap<>());
		this.ready.put(task.number(), task);
		start();
	}

	/** The task's session is over: unless it is at work, it need not be done any more. */
	void forget(ContentTask.Open task) {
		if (this.ready.remove(task.number()) != null) {
			promote(task.name());
			return;
		}
		NavigableMap<Long, ContentTask.Open> others = this.waiting.get(task.name());
		if (others != null) {
			others.remove(task.number());
		}
	}

	/** The work on the task is done. */
	void done(ContentTask.Open task) {
		this.atWork--;
		promote(task.name());
		start();
	}

	private void promote(ResourceName name) {
		NavigableMap<Long, ContentTask.Open> others = this.waiting.get(name);
		if (others == null || others.isEmpty()) {
			this.waiting.remove(name);
			return;
		}
		ContentTask.Open newest = others.pollLastEntry().getValue();
		this.ready.put(newest.number(), newest);
	}

	private void start() {
		while (this.atWork < AT_WORK && !this.ready.isEmpty()) {
			this.atWork++;
			this.starter.accept(this.ready.pollLastEntry().getValue());
		}
	}

}
