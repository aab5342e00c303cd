package io.rushb.client;

import java.io.IOException;
import java.util.function.BooleanSupplier;

import io.rushb.client.channels.Version;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bytes of a file that is fetched in parts, each at its place, in any order.
 */
interface PlacedSink {

	/**
	 * Begins with a version of the file; bytes of another version are discarded.
	 * @return the rows of segments that are there already, first and last of each
	 */
	long[][] begin(Version version) throws IOException;

	/** The range to fetch; {@code null} for all bytes. */
	default @Nullable ByteRange range() {
		return null;
	}

	/** Takes bytes that may still prove wrong. */
	void write(long position, byte[] bytes, int length) throws IOException;

	/** These segments are right, both ends included. */
	void verified(long first, long last) throws IOException;

	/** The server has told the SHA-256 of this version. */
	void digestKnown(String sha256) throws IOException;

	/** The first segment that has no room yet. */
	long room();

	/** The most segments of a part. */
	int maxPart();

	/** Whether everything can be taken back. */
	boolean canRestart();

	/**
	 * The SHA-256 of all bytes, as 64 hex digits. Seconds for each gigabyte.
	 * @param cancelled is asked now and then whether to stop
	 * @throws FetchException.Cancelled if so
	 */
	String sha256(BooleanSupplier cancelled) throws IOException;

}
