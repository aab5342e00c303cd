package io.rushb.endpoint;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Counts the live sessions that were opened with a cookie, parts and lists, against the
 * limits of rule P8. They count against no other limit of their address, so that plain
 * clients behind the same address keep their room.
 */
final class PartSeats {

	private final int limit;

	private final int limitPerAddress;

	private final Map<InetAddress, Integer> byAddress = new HashMap<>();

	private int taken;

	/**
	 * Makes an account of nothing.
	 * @param settings the limits of parts
	 * @param sessions the most sessions of all kinds
	 */
	PartSeats(PartsSettings settings, int sessions) {
		this.limit = (int) Math.max(1, (long) sessions * settings.share() / 100);
		this.limitPerAddress = settings.channels();
	}

	/** The limit that one more of this address would pass, if any (rule P8). */
	@Nullable Limit limitReachedBy(InetAddress address) {
		if (this.byAddress.getOrDefault(address, 0) >= this.limitPerAddress) {
			return Limit.CHANNELS;
		}
		return (this.taken >= this.limit) ? Limit.PARTS : null;
	}

	void add(InetAddress address) {
		this.taken++;
		this.byAddress.merge(address, 1, Integer::sum);
	}

	void remove(InetAddress address) {
		this.taken--;
		this.byAddress.computeIfPresent(address, (key, count) -> (count > 1) ? count - 1 : null);
	}

	int size() {
		return this.taken;
	}

}
