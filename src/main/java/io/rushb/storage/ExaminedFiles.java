package io.rushb.storage;

import java.util.LinkedHashMap;
import java.util.Map;

import io.rushb.session.ContentFacts;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the facts of file versions that have been read once, so that the next client
 * need not wait for it. Bounded; the longest unused go first. For several threads.
 */
final class ExaminedFiles {

	private static final int LIMIT = 4096;

	private final Map<FileVersion, ContentFacts> facts = new LinkedHashMap<>(16, 0.75f, true);

	synchronized @Nullable ContentFacts get(FileVersion version) {
		return this.facts.get(version);
	}

	synchronized void remove(FileVersion version) {
		this.facts.remove(version);
	}

	synchronized void put(FileVersion version, ContentFacts found) {
		this.facts.put(version, found);
		if (this.facts.size() > LIMIT) {
			this.facts.remove(this.facts.keySet().iterator().next());
		}
	}

}
