package io.rushb.endpoint;

import io.rushb.session.Chunk;
import io.rushb.session.Content;
import io.rushb.session.ContentSource;
import io.rushb.session.Outcome;
import io.rushb.session.ReadAheadBudget;
import io.rushb.session.RequestKind;
import io.rushb.session.Session;
import io.rushb.session.TextSource;
import io.rushb.wire.ReservedName;
import org.jspecify.annotations.Nullable;

/**
 * Starts sessions once their resource is known, or refuses them.
 */
final class SessionStart {

	private final Parts parts;

	private final ReadAheadBudget budget;

	private final EndpointListener listener;

	SessionStart(Parts parts, ReadAheadBudget budget, EndpointListener listener) {
		this.parts = parts;
		this.budget = budget;
		this.listener = listener;
	}

	/** Starts a session that needs no file. */
	void withoutFile(Conversation conversation, long now) {
		if (conversation.demand().isRootStat()) {
			stat(conversation, null, now);
		}
		else { // S4, S8, P1
			conversation.session().refuse(Outcome.NOT_FOUND, null, now, conversation);
		}
	}

	/**
	 * Starts a session whose resource was opened, or could not be.
	 * @param conversation the session's place
	 * @param task what opened it, done
	 * @param content what was opened, if it was
	 * @param now the time
	 */
	void opened(Conversation conversation, ContentTask.Open task, @Nullable Content content, long now) {
		Session session = conversation.session();
		ContentSource source = task.source();
		Throwable failure = task.failure();
		Chunk first = task.first();
		if (source != null && task.isChanged()) { // S7
			session.abort("resource was changed");
		}
		else if (source != null && content != null && first != null) {
			start(conversation, content, source, first, now);
		}
		else if (failure == null) {
			session.refuse(Outcome.NOT_FOUND, null, now, conversation);
		}
		else if (source != null && !task.isForWantOfRoom()) {
			session.refuse(Outcome.NOT_FOUND, "resource cannot be read: " + failure, now, conversation);
		}
		else {
			this.listener.limitReached(Limit.STORE);
			session.abort("resource cannot be opened now: " + failure);
		}
	}

	private void start(Conversation conversation, Content content, ContentSource source, Chunk first, long now) {
		ReservedName.Part part = conversation.demand().part();
		if (conversation.demand().kind() == RequestKind.STAT) {
			stat(conversation, source, now);
		}
		else if (part != null) {
			part(conversation, content, part, now);
		}
		else {
			content.use();
			conversation.content = content;
			conversation.session().start(content, first, source.flaws(), now, conversation);
		}
	}

	/** Starts a part of a file that is open (rules P4 to P6). */
	void part(Conversation conversation, Content content, ReservedName.Part part, long now) {
		if (!Parts.isThere(part, content.source())) { // P6
			conversation.session().refuse(Outcome.NOT_FOUND, null, now, conversation);
			return;
		}
		content.source().wantDigest(); // P9
		content.use();
		conversation.content = content;
		conversation.session().startPart(content, part, now, conversation);
	}

	private void stat(Conversation conversation, @Nullable ContentSource file, long now) {
		byte[] text = this.parts.stat(conversation.demand(), conversation.client().getAddress(), file);
		if (text == null) {
			conversation.session().refuse(Outcome.NOT_FOUND, null, now, conversation);
			return;
		}
		TextSource source = new TextSource(text);
		Content content = new Content(source, this.budget);
		content.use();
		conversation.content = content;
		Chunk first = Chunk.first(source);
		first.read();
		conversation.session().start(content, first, source.flaws(), now, conversation);
	}

}
