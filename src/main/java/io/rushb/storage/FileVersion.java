package io.rushb.storage;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What tells one version of a file from another without reading it.
 *
 * @param key device and inode; {@code null} where the file system has none
 * @param size the size in bytes
 * @param modified the time of the last modification
 */
record FileVersion(@Nullable Object key, long size, Instant modified) {

	/** Coarser than any file system's time stamps in use. */
	private static final Duration GRANULARITY = Duration.ofSeconds(2);

	static FileVersion of(BasicFileAttributes attributes) {
		return new FileVersion(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime().toInstant());
	}

	/**
	 * Whether a later change is sure to show: the file could change twice within one tick
	 * of its time stamp.
	 */
	boolean isSettled(Instant now) {
		return this.key != null && this.modified.isBefore(now.minus(GRANULARITY));
	}

}
