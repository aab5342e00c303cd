package io.rushb.client;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The result of the fetch of a tree.
 *
 * @param files how many files have come
 * @param byDigest how many of them were verified by the server's SHA-256 (rule C5)
 * @param byMac how many of them were verified by the MACs of their parts only, because
 * the server had no SHA-256 in time; the rest came the plain way
 * @param directories how many directories were listed, the first included
 * @param skipped how many files were there already
 * @param bytes the sizes of the files that have come, together
 * @param duration from the first question to the last file
 * @param packets how many packets the server sent, as far as they arrived
 * @param retransmissions how many of them came again
 * @param failed how many files and directories were not fetched
 * @param failures the first thousand of them
 */
public record TreeResult(long files, long byDigest, long byMac, long directories, long skipped, long bytes,
		Duration duration, long packets, long retransmissions, long failed, List<TreeFailure> failures) {

	/** Further ones are only counted. */
	static final int MOST_FAILURES = 1000;

	/**
	 * Returns why the first one failed.
	 * @return {@code null} if all has come
	 */
	public @Nullable FetchException firstFailure() {
		return this.failures.isEmpty() ? null : this.failures.get(0).reason();
	}

}
