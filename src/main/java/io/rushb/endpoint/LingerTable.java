package io.rushb.endpoint;

import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import io.rushb.session.Farewell;
import io.rushb.session.PacketBuffer;
import io.rushb.wire.Packet;
import org.jspecify.annotations.Nullable;

/**
 * The closed sessions that are remembered for a while (rule A7). They hold no file and
 * count against no session limit. They have a limit of their own; the oldest is forgotten
 * first.
 */
final class LingerTable {

	private final int limit;

	private final long lingerNanos;

	/** All linger equally long, so the oldest are the first. */
	private final Map<InetSocketAddress, Lingering> lingering = new LinkedHashMap<>();

	LingerTable(int limit, long lingerNanos) {
		this.limit = limit;
		this.lingerNanos = lingerNanos;
	}

	/**
	 * Remembers a closed session.
	 * @param client whose
	 * @param farewell how it ended
	 * @param proven whether it was opened with a cookie (rule P3)
	 * @param now the time
	 * @return whether the oldest had to go for it
	 */
	boolean add(InetSocketAddress client, Farewell farewell, boolean proven, long now) {
		this.lingering.remove(client);
		boolean full = this.lingering.size() >= this.limit;
		if (full) {
			dropOldest();
		}
		this.lingering.put(client, new Lingering(farewell, proven, now + this.lingerNanos));
		return full;
	}

	/** The answer to a packet of a closed session, {@code null} if it gets none. */
	@Nullable PacketBuffer answer(InetSocketAddress client, Packet packet) {
		Lingering found = this.lingering.get(client);
		return (found != null) ? found.farewell.answer(packet) : null;
	}

	/** Whether a session of this client lingers that was opened with a cookie. */
	boolean isProven(InetSocketAddress client) {
		Lingering found = this.lingering.get(client);
		return found != null && found.proven;
	}

	void remove(InetSocketAddress client) {
		this.lingering.remove(client);
	}

	void expire(long now) {
		while (next() <= now) {
			dropOldest();
		}
	}

	/** When the first is forgotten; {@link Long#MAX_VALUE} if there is none. */
	long next() {
		return this.lingering.isEmpty() ? Long.MAX_VALUE : this.lingering.values().iterator().next().until;
	}

	int size() {
		return this.lingering.size();
	}

	private void dropOldest() {
		Iterator<Lingering> oldest = this.lingering.values().iterator();
		oldest.next();
		oldest.remove();
	}

	private record Lingering(Farewell farewell, boolean proven, long until) {

	}

}
