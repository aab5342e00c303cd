package io.rushb.endpoint;

import java.net.InetAddress;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.rushb.session.PathEstimate;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for each address what its sessions have learnt of the path (rule T1, RFC
 * 9040). Bounded: the oldest is forgotten first, and each after ten minutes.
 */
final class PathMemory {

	/** Of rule T1. */
	static final long LIFETIME = TimeUnit.MINUTES.toNanos(10);

	private final int limit;

	/** Oldest first. */
	private final Map<InetAddress, Remembered> paths = new LinkedHashMap<>();

	PathMemory(int limit) {
		this.limit = limit;
	}

	/**
	 * A session is over: remembers its path; returns whether another address was
	 * forgotten for it.
	 */
	boolean learn(Conversation conversation, long now) {
		PathEstimate estimate = conversation.session().path();
		return estimate != null && put(conversation.client().getAddress(), estimate, now);
	}

	/** Remembers an estimate; returns whether another address was forgotten for it. */
	boolean put(InetAddress address, PathEstimate estimate, long now) {
		this.paths.remove(address);
		this.paths.put(address, new Remembered(estimate, now));
		boolean full = false;
		for (Iterator<Remembered> oldest = this.paths.values().iterator(); oldest.hasNext();) {
			boolean over = oldest.next().isOver(now);
			if (!over && this.paths.size() <= this.limit) {
				break;
			}
			full |= !over;
			oldest.remove();
		}
		return full;
	}

	@Nullable PathEstimate get(InetAddress address, long now) {
		Remembered found = this.paths.get(address);
		return (found != null && !found.isOver(now)) ? found.estimate : null;
	}

	int size() {
		return this.paths.size();
	}

	private record Remembered(PathEstimate estimate, long at) {

		boolean isOver(long now) {
			return now - this.at >= LIFETIME;
		}

	}

}
