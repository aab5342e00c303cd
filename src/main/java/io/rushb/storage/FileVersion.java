package io.rushb.storage;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Identifies a version of a file without reading it.
 *
 * @param key device and inode; {@code null} where the file system has none
 * @param size the size in bytes
 * @param modified the time of the last modification
 */
record FileVersion(@Nullable Object key, long size, Instant modified) {

	/** Coarser than any file system's time stamps in use. */
	static final Duration GRANULARITY = Duration.ofSeconds(2);

	static FileVersion of(BasicFileAttributes attributes) {
		return new FileVersion(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime().toInstant());
	}

	/**
	 * The version's name to clients (rule P2): of the modification time and the size
	 * only, so that copies on other machines have the same name.
	 */
	String tag() {
		return Long.toString(this.modified.getEpochSecond(), Character.MAX_RADIX) + "-"
				+ Integer.toString(this.modified.getNano(), Character.MAX_RADIX) + "-"
				+ Long.toString(this.size, Character.MAX_RADIX);
	}

	/**
	 * Whether every later change will change the version: a file that was just modified
	 * could change again within one tick of its time stamp. A time stamp in the future
	 * does not come from a current change.
	 */
	boolean isSettled(Instant now) {
		return this.key != null && Duration.between(this.modified, now).abs().compareTo(GRANULARITY) > 0;
	}

}
