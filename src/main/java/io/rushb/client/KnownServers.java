package io.rushb.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which servers have parts, as far as a client has found out (rule C1). A server that has
 * turned out to have none is not asked again. A server that has had them is asked for
 * each file: one that was just changed, or an answer that took too long, says nothing of
 * the next file.
 */
final class KnownServers {

	private final Set<String> plain = ConcurrentHashMap.newKeySet();

	private final Set<String> parts = ConcurrentHashMap.newKeySet();

	/** A file came the plain way. */
	void plain(String server) {
		if (!this.parts.contains(server)) {
			this.plain.add(server);
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

	/** Whether there is no use in asking for parts. */
	boolean isPlain(String server) {
		return this.plain.contains(server);
	}

}
