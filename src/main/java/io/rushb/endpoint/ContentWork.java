package io.rushb.endpoint;

import java.util.ArrayDeque;
import java.util.Queue;

import io.rushb.session.ContentRead;
import io.rushb.session.ContentSource;
import io.rushb.session.Outcome;
import io.rushb.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * The work on content that sessions want done, and what becomes of it.
 */
final class ContentWork {

	private final ContentStore store;

	private final EndpointListener listener;

	private final Queue<ContentTask> tasks = new ArrayDeque<>();

	private final OpenQueue opening = new OpenQueue(this.tasks::add);

	private long opens;

	ContentWork(ContentStore store, EndpointListener listener) {
		this.store = store;
		this.listener = listener;
	}

	void open(ResourceName resource, Conversation conversation) {
		conversation.opening = new ContentTask.Open(this.store, resource, conversation, ++this.opens);
		this.opening.add(conversation.opening);
	}

	void read(ContentRead read, Conversation conversation) {
		this.tasks.add(new ContentTask.Read(conversation, read));
	}

	/** The session is over: what it wanted is not needed any more. */
	void release(Conversation conversation) {
		if (conversation.opening != null) {
			this.opening.forget(conversation.opening);
		}
		close(conversation.session().finishedSource());
	}

	@Nullable ContentTask poll() {
		return this.tasks.poll();
	}

	/** A task is done; the conversation returned, if any, has become something new. */
	@Nullable Conversation handle(ContentTask task, long now) {
		if (task instanceof ContentTask.Open open) {
			return handleOpened(open, now);
		}
		if (task instanceof ContentTask.Read read) {
			return handleRead(read, now);
		}
		return null;
	}

	private @Nullable Conversation handleRead(ContentTask.Read task, long now) {
		Conversation conversation = task.conversation();
		boolean over = conversation.session().outcome() != null;
		conversation.session().handleRead(task.read(), now, conversation);
		if (over) {
			close(conversation.session().finishedSource());
			return null;
		}
		return conversation;
	}

	private @Nullable Conversation handleOpened(ContentTask.Open task, long now) {
		this.opening.done(task);
		Conversation conversation = task.conversation();
		conversation.opening = null;
		Session session = conversation.session();
		Exception failure = task.failure();
		ContentSource source = task.source();
		if (session.outcome() != null) {
			close(source);
			return null;
		}
		if (failure != null && source == null) {
			this.listener.limitReached(Limit.STORE);
			session.abort("resource cannot be opened now: " + failure);
		}
		else if (failure != null) {
			close(source);
			session.refuse(Outcome.NOT_FOUND, "resource cannot be read: " + failure, now, conversation);
		}
		else if (source == null) {
			session.refuse(Outcome.NOT_FOUND, null, now, conversation);
		}
		else {
			session.start(source, now, conversation);
		}
		return conversation;
	}

	private void close(@Nullable ContentSource source) {
		if (source != null) {
			this.tasks.add(new ContentTask.Close(source, this.listener));
		}
	}

}
