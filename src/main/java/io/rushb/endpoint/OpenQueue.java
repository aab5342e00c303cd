package io.rushb.endpoint;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.rushb.session.ContentSource;
import org.jspecify.annotations.Nullable;

/**
 * Requests whose resource is to be opened. A few tasks run at a time, and only one for
 * each name. The next task of that name serves all requests that come before it begins,
 * so a flood of requests for one resource opens it rarely. A request that has given way
 * is dropped and leaves no work behind.
 * <p>
 * The newest request is served first. If more come than can be opened, the oldest are
 * about to give way (rule T3), so opening their resources would serve nobody.
 */
final class OpenQueue {

	/** How many are at work at a time. */
	static final int AT_WORK = 64;

	private final ContentStore store;

	private final int most;

	private final Consumer<ContentTask.Open> starter;

	private final Set<Wanted> atWork = new HashSet<>();

	/** The next task for each name, not running yet. */
	private final Map<Wanted, ContentTask.Open> next = new HashMap<>();

	/**
	 * The tasks whose name has no running task, by the number of the newest request.
	 */
	private final NavigableMap<Long, ContentTask.Open> ready = new TreeMap<>();

	private long requests;

	/**
	 * Makes a queue.
	 * @param store opens the resources
	 * @param most how many are at work at a time
	 * @param starter is given each task whose turn has come
	 */
	OpenQueue(ContentStore store, int most, Consumer<ContentTask.Open> starter) {
		this.store = store;
		this.most = most;
		this.starter = starter;
	}

	void add(Wanted target, Conversation conversation) {
		ContentTask.Open task = this.next.computeIfAbsent(target, (key) -> new ContentTask.Open(this.store, key));
		this.ready.remove(task.number());
		task.join(conversation, ++this.requests);
		conversation.opening = task;
		makeReady(task);
	}

	/**
	 * The conversation is over. Its resource is not opened, unless others wait for it too
	 * or it is at work already.
	 */
	void forget(Conversation conversation) {
		ContentTask.Open task = conversation.opening;
		conversation.opening = null;
		if (task != null && task.leave(conversation) && this.next.remove(task.target(), task)) {
			this.ready.remove(task.number());
		}
	}

	/** The work on the task is done. */
	void done(ContentTask.Open task) {
		this.atWork.remove(task.target());
		ContentTask.Open successor = this.next.get(task.target());
		if (successor != null) {
			makeReady(successor);
		}
		start();
	}

	private void makeReady(ContentTask.Open task) {
		if (!this.atWork.contains(task.target())) {
			this.ready.put(task.number(), task);
			start();
		}
	}

	private void start() {
		while (this.atWork.size() < this.most && !this.ready.isEmpty()) {
			ContentTask.Open task = this.ready.pollLastEntry().getValue();
			this.next.remove(task.target());
			this.atWork.add(task.target());
			this.starter.accept(task);
		}
	}

	/**
	 * What is to be opened.
	 *
	 * @param name its name
	 * @param list whether its list is wanted, because it is a directory
	 */
	record Wanted(ResourceName name, boolean list) {

		@Nullable ContentSource open(ContentStore store) throws IOException {
			return this.list ? store.list(this.name) : store.open(this.name);
		}

	}

}
