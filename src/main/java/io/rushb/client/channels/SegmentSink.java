package io.rushb.client.channels;

import io.rushb.wire.Segments;

/**
 * Takes the bytes of a file, each at its place.
 */
public interface SegmentSink {

	/**
	 * Takes bytes whose part may still prove wrong: then other bytes come for the same
	 * place.
	 * @param position their place in the file
	 * @param bytes the array that holds them from its first byte on; it is used again
	 * @param length how many there are
	 */
	void write(long position, byte[] bytes, int length);

	/**
	 * A part is complete, and its MAC is right (rule P5).
	 * @param first its first segment
	 * @param last its last segment
	 */
	void verified(long first, long last);

	/**
	 * The version of the file is known, and with it what there is to fetch.
	 * @param version size, tag, and SHA-256 if it is known
	 * @return the rows of segments that are there already, first and last of each
	 */
	long[][] begin(Version version);

	/**
	 * Returns which segments are wanted of a version that was begun.
	 * @param version the version
	 * @return the first and the last; by default all
	 */
	default long[] wanted(Version version) {
		return new long[] { 0, Segments.count(version.size()) - 1 };
	}

	/**
	 * Returns how far ahead parts may be asked for.
	 * @return the first segment that has no room yet
	 */
	default long room() {
		return Long.MAX_VALUE;
	}

	/**
	 * Whether everything can be taken back, so that another version can be fetched.
	 * @return whether it can
	 */
	boolean canRestart();

	/** The server's SHA-256 of this version has become known. */
	default void digestKnown(String sha256) {
	}

}
