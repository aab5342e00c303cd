package io.rushb.endpoint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;

import io.rushb.session.Content;
import io.rushb.session.TextSource;

/**
 * Makes room when the system lets the process open no more files (rule T5): the sessions
 * of the file whose clients have been silent the longest give way. A file is closed only
 * if no session that shares it is still running.
 */
final class OpenFiles {

	/** How many sessions are looked at for one request (rule T4). */
	private static final int LOOKED_AT = 256;

	private static final Comparator<Conversation> LONGEST_FIRST = Comparator
		.comparingLong((Conversation conversation) -> conversation.silentSince)
		.thenComparingLong((conversation) -> conversation.number);

	private final SessionTable sessions;

	private final ObjLongConsumer<Conversation> evictor;

	/**
	 * Makes one.
	 * @param sessions the live sessions
	 * @param evictor ends a session that gives way
	 */
	OpenFiles(SessionTable sessions, ObjLongConsumer<Conversation> evictor) {
		this.sessions = sessions;
		this.evictor = evictor;
	}

	/**
	 * Lets the sessions of a file give way.
	 * @param cookie whether who asks has a cookie
	 * @param now the time
	 * @return whether a file is about to be closed
	 */
	boolean makeRoom(boolean cookie, long now) {
		List<Conversation> silent = this.sessions.silent(cookie, now, LOOKED_AT);
		silent.removeIf((one) -> one.content == null || one.content.source() instanceof TextSource);
		silent.sort(LONGEST_FIRST);
		Map<Content, List<Conversation>> byFile = new HashMap<>();
		for (Conversation one : silent) {
			Content content = one.content;
			if (content != null) {
				List<Conversation> sharing = byFile.computeIfAbsent(content, (key) -> new ArrayList<>());
				sharing.add(one);
				if (sharing.size() == content.users()) {
					sharing.forEach((each) -> this.evictor.accept(each, now));
					return true;
				}
			}
		}
		return false;
	}

}
