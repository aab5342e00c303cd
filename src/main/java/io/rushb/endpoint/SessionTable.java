package io.rushb.endpoint;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The live sessions by client, and which of them gives way when there are too many (rule
 * T5): the one whose client has been silent the longest. An unproven session gives way at
 * any time, a proven one after {@value #PATIENCE_SECONDS} s of silence, and one opened
 * with a cookie only to another with a cookie.
 */
final class SessionTable {

	/** Of rule T5. */
	private static final int PATIENCE_SECONDS = 2;

	private static final long PATIENCE = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);

	/** Oldest first. */
	private final Map<InetSocketAddress, Conversation> live = new LinkedHashMap<>();

	private final SilenceOrder all = new SilenceOrder();

	private final Map<AddressBlock, SilenceOrder> byBlock = new HashMap<>();

	private final int limit;

	private final int limitPerAddress;

	private long added;

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
		SilenceOrder neighbours = this.byBlock.get(AddressBlock.of(client.getAddress()));
		if (!demand.proven() && neighbours != null && neighbours.size() >= this.limitPerAddress) {
			return Limit.SESSIONS_PER_ADDRESS;
		}
		return (this.live.size() >= this.limit) ? Limit.SESSIONS : null;
	}

	/**
	 * Finds the session that gives way to another one within a limit (rule T5).
	 * @param reached the limit
	 * @param client whose session it is to give way to
	 * @param cookie whether that session has a cookie
	 * @param now the time
	 * @return the session, {@code null} if none gives way
	 */
	@Nullable Conversation givesWay(Limit reached, InetSocketAddress client, boolean cookie, long now) {
		SilenceOrder within = this.all;
		if (reached == Limit.SESSIONS_PER_ADDRESS) {
			within = this.byBlock.getOrDefault(AddressBlock.of(client.getAddress()), this.all);
		}
		return longestSilent(within, cookie, now);
	}

	/**
	 * Finds sessions that may give way, the longest silent first, of each kind.
	 * @param cookie whether they are to give way to one with a cookie
	 * @param now the time
	 * @param most how many to look at, of each kind
	 * @return the sessions
	 */
	List<Conversation> silent(boolean cookie, long now, int most) {
		List<Conversation> found = new ArrayList<>();
		collect(this.all.unproven(), now, most, found);
		collect(this.all.proven(), now - PATIENCE, most, found);
		if (cookie) {
			collect(this.all.withCookie(), now - PATIENCE, most, found);
		}
		return found;
	}

	/** The sessions that have been silent since that time, or longer. */
	private void collect(TreeSet<Conversation> order, long since, int most, List<Conversation> found) {
		Conversation next = order.isEmpty() ? null : order.first();
		for (int i = 0; i < most && next != null && next.silentSince <= since; i++) {
			Conversation one = next;
			next = order.higher(one);
			if (one.silentSince == one.session().client().answeredAt()) {
				found.add(one);
			}
			else {
				putInPlace(one);
			}
		}
	}

	/** Whether there is no room for a new client, and no session would give way to it. */
	boolean isFull(long now) {
		return this.live.size() >= this.limit && longestSilent(this.all, false, now) == null;
	}

	private @Nullable Conversation longestSilent(SilenceOrder within, boolean cookie, long now) {
		Conversation first = first(within.unproven());
		first = longer(first, first(within.proven()), now);
		return cookie ? longer(first, first(within.withCookie()), now) : first;
	}

	/**
	 * Of two conversations the one that has been silent for longer; the other one only if
	 * it has been silent long enough.
	 */
	private static @Nullable Conversation longer(@Nullable Conversation one, @Nullable Conversation other, long now) {
		boolean chosen = other != null && now - other.silentSince >= PATIENCE
				&& (one == null || other.silentSince < one.silentSince);
		return chosen ? other : one;
	}

	private @Nullable Conversation first(TreeSet<Conversation> order) {
		while (!order.isEmpty()) {
			Conversation first = order.first();
			if (first.silentSince == first.session().client().answeredAt()) {
				return first;
			}
			putInPlace(first);
		}
		return null;
	}

	/** Its client has answered since the order was made. */
	private void putInPlace(Conversation conversation) {
		SilenceOrder neighbours = conversation.demand().proven() ? null : this.byBlock.get(conversation.block());
		this.all.remove(conversation);
		if (neighbours != null) {
			neighbours.remove(conversation);
		}
		conversation.silentSince = conversation.session().client().answeredAt();
		this.all.add(conversation);
		if (neighbours != null) {
			neighbours.add(conversation);
		}
	}

	void add(Conversation conversation) {
		conversation.number = this.added++;
		conversation.silentSince = conversation.session().client().answeredAt();
		conversation.knownProven = conversation.session().client().isProven();
		this.live.put(conversation.client(), conversation);
		enterOrder(conversation);
	}

	/**
	 * Its client has given its first acceptable answer.
	 */
	void proven(Conversation conversation) {
		leaveOrder(conversation);
		conversation.knownProven = true;
		conversation.silentSince = conversation.session().client().answeredAt();
		enterOrder(conversation);
	}

	void remove(Conversation conversation) {
		if (this.live.remove(conversation.client(), conversation)) {
			leaveOrder(conversation);
		}
	}

	/** How many clients with a session have given an acceptable answer. */
	int proven() {
		return this.live.size() - this.all.unproven().size();
	}

	private void enterOrder(Conversation conversation) {
		this.all.add(conversation);
		if (!conversation.demand().proven()) { // P8
			this.byBlock.computeIfAbsent(conversation.block(), (key) -> new SilenceOrder()).add(conversation);
		}
	}

	private void leaveOrder(Conversation conversation) {
		this.all.remove(conversation);
		this.byBlock.computeIfPresent(conversation.block(), (key, neighbours) -> {
			neighbours.remove(conversation);
			return (neighbours.size() > 0) ? neighbours : null;
		});
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

}
