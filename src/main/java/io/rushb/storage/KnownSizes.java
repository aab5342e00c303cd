package io.rushb.storage;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Remembers the size that each file had at its time of modification. File systems may set
 * the size of a file that is being truncated a moment before its time: until then it
 * looks like an old version that has another size, but its bytes are about to change.
 * Bounded: the file that was unused the longest is forgotten first. Thread-safe.
 */
final class KnownSizes {

	/** A megabyte at most; as many files are seldom asked for within a few seconds. */
	static final int LIMIT = 4096;

	private final Map<Place, Known> sizes = new LinkedHashMap<>(16, 0.75f, true);

	/**
	 * Takes note of a version.
	 * @param version the version of a file as it is now
	 * @param now the time
	 * @return whether the file has had this size for long enough, or no other one at that
	 * time of modification
	 */
	synchronized boolean isSteady(FileVersion version, Instant now) {
		Place place = new Place(version.key(), version.modified());
		Known known = this.sizes.get(place);
		if (known == null || known.size != version.size()) {
			known = new Known(version.size(), (known != null) ? now : Instant.MIN);
			this.sizes.put(place, known);
			if (this.sizes.size() > LIMIT) {
				this.sizes.remove(this.sizes.keySet().iterator().next());
			}
		}
		return known.since.isBefore(now.minus(FileVersion.GRANULARITY));
	}

	/** A file, by its inode, and a time of modification. */
	private record Place(@Nullable Object key, Instant modified) {

	}

	/** A size, and since when it has been known after another one. */
	private record Known(long size, Instant since) {

	}

}
