package io.rushb.client;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Which servers have parts, as far as a client has found out (rule C1). A server that has
 * turned out to have none is not asked again for ten minutes: it may only have been slow,
 * and a client may live for months. A server that has had them is asked for each file:
 * one that was just changed, or an answer that took too long, says nothing of the next
 * file.
 */
final class KnownServers {

	/** As long as servers remember paths (RFC 9040). */
	private static final long MEMORY = TimeUnit.MINUTES.toNanos(10);

	/** Since when. */
	private final Map<String, Long> plain = new ConcurrentHashMap<>();

	private final Set<String> parts = ConcurrentHashMap.newKeySet();

	/** A file came the plain way. */
	void plain(String server, long now) {
		if (!this.parts.contains(server)) {
			this.plain.putIfAbsent(server, now);
		}
	}

	/** A stat was answered. */
	void parts(String server) {
		this.parts.add(server);
		this.plain.remove(server);
	}

	/** Whether a stat of any file was answered. */
	boolean hasParts(String server) {
		return this.parts.contains(server);
	}

	/** Whether asking for parts is useless. */
	boolean isPlain(String server, long now) {
		this.plain.computeIfPresent(server, (name, since) -> (now - since < MEMORY) ? since : null);
		return this.plain.containsKey(server);
	}

}
