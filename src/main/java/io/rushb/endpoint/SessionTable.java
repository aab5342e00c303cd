package io.rushb.endpoint;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The live sessions by client, and which of them give way when there are too many (rule
 * T3).
 */
final class SessionTable {

	/** Oldest first. */
	private final Map<InetSocketAddress, Conversation> live = new LinkedHashMap<>();

	/** Oldest first. */
	private final Set<Conversation> unproven = new LinkedHashSet<>();

	private final Map<InetAddress, Neighbours> byAddress = new HashMap<>();

	private final int limit;

	private final int limitPerAddress;

	SessionTable(int limit, int limitPerAddress) {
		this.limit = limit;
		this.limitPerAddress = limitPerAddress;
	}

	@Nullable Conversation get(InetSocketAddress client) {
		return this.live.get(client);
	}

	/**
	 * The limit that one more session of this client would pass, if any. Those with a
	 * cookie have a limit of their own for each address (rule P8).
	 */
	@Nullable Limit limitReachedBy(InetSocketAddress client, Demand demand) {
		Neighbours neighbours = this.byAddress.get(client.getAddress());
		if (!demand.proven() && neighbours != null && neighbours.count >= this.limitPerAddress) {
			return Limit.SESSIONS_PER_ADDRESS;
		}
		return (this.live.size() >= this.limit) ? Limit.SESSIONS : null;
	}

	/** The oldest unproven session, which gives way to one more of this client. */
	@Nullable Conversation oldestUnproven(Limit reached, InetSocketAddress client) {
		Set<Conversation> candidates = this.unproven;
		if (reached == Limit.SESSIONS_PER_ADDRESS) {
			Neighbours neighbours = this.byAddress.get(client.getAddress());
			candidates = (neighbours != null) ? neighbours.unproven : Set.of();
		}
		return candidates.isEmpty() ? null : candidates.iterator().next();
	}

	void add(Conversation conversation) {
		this.live.put(conversation.client(), conversation);
		if (conversation.demand().proven()) {
			return;
		}
		this.unproven.add(conversation);
		Neighbours neighbours = this.byAddress.computeIfAbsent(conversation.client().getAddress(),
				(address) -> new Neighbours());
		neighbours.count++;
		if (neighbours.unproven.isEmpty()) {
			neighbours.unproven = new LinkedHashSet<>(2);
		}
		neighbours.unproven.add(conversation);
	}

	/**
	 * Its client has given an acceptable answer, so that it does not give way any more.
	 */
	void proven(Conversation conversation) {
		this.unproven.remove(conversation);
		Neighbours neighbours = this.byAddress.get(conversation.client().getAddress());
		if (neighbours != null) {
			neighbours.drop(conversation);
		}
	}

	void remove(Conversation conversation) {
		proven(conversation);
		if (this.live.remove(conversation.client(), conversation) && !conversation.demand().proven()) {
			InetAddress address = conversation.client().getAddress();
			this.byAddress.computeIfPresent(address, (key, neighbours) -> (--neighbours.count > 0) ? neighbours : null);
		}
	}

	/** How many clients with a session have given an acceptable answer. */
	int proven() {
		return this.live.size() - this.unproven.size();
	}

	int size() {
		return this.live.size();
	}

	List<Conversation> oldest(int limit) {
		return this.live.values().stream().limit(limit).toList();
	}

	Collection<Conversation> snapshot() {
		return new ArrayList<>(this.live.values());
	}

	/** The sessions of one address. */
	private static final class Neighbours {

		private int count;

		/**
		 * Oldest first. Seldom more than a few, mostly none: so no set is kept for none.
		 */
		private Set<Conversation> unproven = Set.of();

		void drop(Conversation conversation) {
			if (!this.unproven.isEmpty() && this.unproven.remove(conversation) && this.unproven.isEmpty()) {
				this.unproven = Set.of();
			}
		}

	}

}
