package io.rushb.endpoint;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

import io.rushb.session.ContentRead;
import io.rushb.session.ContentSource;
import io.rushb.session.Outcome;
import io.rushb.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * The work on content that sessions want done, and what becomes of it.
 */
final class ContentWork {

	private final EndpointListener listener;

	private final Queue<ContentTask> tasks = new ArrayDeque<>();

	private final OpenQueue opening;

	ContentWork(ContentStore store, EndpointListener listener) {
		this.listener = listener;
		this.opening = new OpenQueue(store, this.tasks::add);
	}

	void open(ResourceName resource, Conversation conversation) {
		this.opening.add(resource, conversation);
	}

	void read(ContentRead read, Conversation conversation) {
		this.tasks.add(new ContentTask.Read(conversation, read));
	}

	/** The session is over: what it wanted is not needed any more. */
	void release(Conversation conversation) {
		this.opening.forget(conversation);
		ContentTask.Open opened = conversation.opened;
		if (opened != null && conversation.session().isDoneWithContent()) {
			conversation.opened = null;
			letGo(opened);
		}
	}

	@Nullable ContentTask poll() {
		return this.tasks.poll();
	}

	/**
	 * A task is done.
	 * @param task the task
	 * @param now the time
	 * @param changed is told of each conversation that has become something new
	 */
	void handle(ContentTask task, long now, Consumer<Conversation> changed) {
		if (task instanceof ContentTask.Open open) {
			handleOpened(open, now, changed);
		}
		else if (task instanceof ContentTask.Read read) {
			handleRead(read, now, changed);
		}
	}

	private void handleRead(ContentTask.Read task, long now, Consumer<Conversation> changed) {
		Conversation conversation = task.conversation();
		boolean over = conversation.session().outcome() != null;
		conversation.session().handleRead(task.read(), now, conversation);
		if (over) {
			release(conversation);
		}
		else {
			changed.accept(conversation);
		}
	}

	private void handleOpened(ContentTask.Open task, long now, Consumer<Conversation> changed) {
		this.opening.done(task);
		task.use(); // by us, until all have begun
		ContentRead first = task.takeFirst();
		for (Conversation conversation : task.takeWaiting()) {
			if (conversation.opening == task) { // else it has given way to one before it
				conversation.opening = null;
				begin(conversation, task, first, now);
				changed.accept(conversation);
			}
		}
		letGo(task);
	}

	private void begin(Conversation conversation, ContentTask.Open task, @Nullable ContentRead first, long now) {
		Session session = conversation.session();
		Exception failure = task.failure();
		if (failure != null && task.source() == null) {
			this.listener.limitReached(Limit.STORE);
			session.abort("resource cannot be opened now: " + failure);
		}
		else if (failure != null) {
			session.refuse(Outcome.NOT_FOUND, "resource cannot be read: " + failure, now, conversation);
		}
		else if (first == null) {
			session.refuse(Outcome.NOT_FOUND, null, now, conversation);
		}
		else {
			task.use();
			conversation.opened = task;
			session.start(first, now, conversation);
		}
	}

	private void letGo(ContentTask.Open task) {
		ContentSource source = task.source();
		if (task.letGo() && source != null) {
			this.tasks.add(new ContentTask.Close(source, this.listener));
		}
	}

}
