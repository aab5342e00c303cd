package io.rushb.endpoint;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Counts the live sessions that were opened with a cookie, parts and lists, against the
 * limits of rule P8. They count against no other limit of their address, so that plain
 * clients behind the same address keep their room.
 */
final class PartSeats {

	/**
	 * How long a session is silent before another one of the same client address takes
	 * its place.
	 */
	private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

	private final int limit;

	private final int limitPerAddress;

	private final @Nullable AddressTally tally;

	private final Map<InetAddress, Set<Conversation>> byAddress = new HashMap<>();

	private int taken;

	/**
	 * Makes a counter without sessions.
	 * @param settings the limits of parts
	 * @param sessions the most sessions of all kinds
	 */
	PartSeats(PartsSettings settings, int sessions) {
		this.limit = (int) ((long) sessions * settings.share() / 100);
		this.limitPerAddress = settings.channels();
		this.tally = settings.tally();
	}

	/** The limit that one more of this address would pass, if any (rule P8). */
	@Nullable Limit limitReachedBy(InetAddress address) {
		if (count(address) >= this.limitPerAddress) {
			return Limit.CHANNELS;
		}
		return (this.taken > this.limit) ? Limit.PARTS : null; // "more than half"
	}

	/** Whether an address has part sessions. */
	boolean isTaken(InetAddress address) {
		return count(address) > 0;
	}

	private int count(InetAddress address) {
		AddressTally together = this.tally;
		return (together != null) ? together.count(address) : this.byAddress.getOrDefault(address, Set.of()).size();
	}

	/**
	 * Finds the session of an address that gives way to one more of the same address
	 * (rule T5): if a client was killed and started again, its channels are still taken
	 * by sessions that nobody answers.
	 * @param address the address
	 * @param now the time
	 * @return the session that has been silent the longest, {@code null} if none has been
	 * for two seconds
	 */
	@Nullable Conversation givesWay(InetAddress address, long now) {
		Conversation longest = null;
		for (Conversation one : this.byAddress.getOrDefault(address, Set.of())) {
			if (longest == null || one.session().client().answeredAt() < longest.session().client().answeredAt()) {
				longest = one;
			}
		}
		return (longest != null && now - longest.session().client().answeredAt() >= PATIENCE) ? longest : null;
	}

	/** A session is opened: it takes a seat if a cookie came with its GET. */
	void enter(Conversation conversation) {
		if (conversation.demand().proven()) {
			add(conversation);
		}
	}

	/** A session is over. */
	void leave(Conversation conversation) {
		if (conversation.demand().proven()) {
			remove(conversation);
		}
	}

	private void add(Conversation conversation) {
		this.taken++;
		tell(conversation, 1);
		this.byAddress.computeIfAbsent(conversation.client().getAddress(), (key) -> new LinkedHashSet<>(2))
			.add(conversation);
	}

	private void tell(Conversation conversation, int change) {
		AddressTally together = this.tally;
		if (together != null) {
			together.add(conversation.client().getAddress(), change);
		}
	}

	private void remove(Conversation conversation) {
		this.taken--;
		tell(conversation, -1);
		this.byAddress.computeIfPresent(conversation.client().getAddress(), (key, all) -> {
			all.remove(conversation);
			return all.isEmpty() ? null : all;
		});
	}

	int size() {
		return this.taken;
	}

}
