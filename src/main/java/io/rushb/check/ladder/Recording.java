package io.rushb.check.ladder;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * The first and the last packets of an exchange. It is bounded: packets between them are
 * only counted.
 */
public final class Recording {

	/** Enough for every scenario except the longest, and for the beginning of those. */
	private static final int FIRST = 40;

	/** Enough to see what led to the end. */
	private static final int LAST = 20;

	private final List<TracedPacket> first = new ArrayList<>();

	private final Deque<TracedPacket> last = new ArrayDeque<>();

	private int leftOut;

	private int clients;

	/** Begins an empty recording. */
	public Recording() {
	}

	/**
	 * Adds a packet.
	 * @param packet the packet; its time is not before that of the packet added last
	 */
	public void add(TracedPacket packet) {
		this.clients = Math.max(this.clients, packet.client() + 1);
		if (this.first.size() < FIRST) {
			this.first.add(packet);
			return;
		}
		this.last.add(packet);
		if (this.last.size() > LAST) {
			this.last.remove();
			this.leftOut++;
		}
	}

	/**
	 * Returns the time of the first packet.
	 * @return the time in nanoseconds, 0 if there is none
	 */
	public long origin() {
		return this.first.isEmpty() ? 0 : this.first.get(0).nanos();
	}

	/**
	 * Returns how many clients there are.
	 * @return the highest number of a client and one
	 */
	public int clients() {
		return this.clients;
	}

	/**
	 * Returns how it began.
	 * @return the packets, oldest first
	 */
	public List<TracedPacket> first() {
		return List.copyOf(this.first);
	}

	/**
	 * Returns how it ended.
	 * @return the packets after those that were left out, oldest first
	 */
	public Collection<TracedPacket> last() {
		return List.copyOf(this.last);
	}

	/**
	 * Returns how many packets lie between {@link #first()} and {@link #last()}.
	 * @return a number of packets
	 */
	public int leftOut() {
		return this.leftOut;
	}

}
