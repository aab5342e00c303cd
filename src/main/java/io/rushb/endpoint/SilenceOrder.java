package io.rushb.endpoint;

import java.util.Comparator;
import java.util.TreeSet;

/**
 * The sessions within one limit, ordered by how long their clients have been silent, the
 * longest first (rule T5). An answer does not change the order at once: a session that
 * has answered is put in its place when it comes first.
 */
final class SilenceOrder {

	private static final Comparator<Conversation> LONGEST_FIRST = Comparator
		.comparingLong((Conversation conversation) -> conversation.silentSince)
		.thenComparingLong((conversation) -> conversation.number);

	private final TreeSet<Conversation> unproven = new TreeSet<>(LONGEST_FIRST);

	private final TreeSet<Conversation> proven = new TreeSet<>(LONGEST_FIRST);

	private final TreeSet<Conversation> withCookie = new TreeSet<>(LONGEST_FIRST);

	void add(Conversation conversation) {
		of(conversation).add(conversation);
	}

	void remove(Conversation conversation) {
		of(conversation).remove(conversation);
	}

	int size() {
		return this.unproven.size() + this.proven.size() + this.withCookie.size();
	}

	TreeSet<Conversation> unproven() {
		return this.unproven;
	}

	TreeSet<Conversation> proven() {
		return this.proven;
	}

	TreeSet<Conversation> withCookie() {
		return this.withCookie;
	}

	private TreeSet<Conversation> of(Conversation conversation) {
		if (conversation.demand().proven()) {
			return this.withCookie;
		}
		return conversation.knownProven ? this.proven : this.unproven;
	}

}
