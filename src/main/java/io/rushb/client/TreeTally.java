package io.rushb.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.rushb.client.exchange.Counts;

/**
 * Counts the files and directories of a tree by result.
 */
final class TreeTally {

	private final TreeListener listener;

	private final List<TreeFailure> failures = new ArrayList<>();

	private final long begun = System.nanoTime();

	private long files;

	private long directories;

	private long skipped;

	private long failed;

	private long bytes;

	private long byDigest;

	private long byMac;

	private long known;

	TreeTally(TreeListener listener) {
		this.listener = listener;
	}

	void listed() {
		this.directories++;
	}

	/** A file of this size is to be fetched. */
	void wanted(long size) {
		this.known += size;
	}

	/** Tells the size of all files that are known so far. */
	void tellSize() {
		this.listener.size(this.known);
	}

	void skipped(RushbUri uri, Path file) {
		this.skipped++;
		this.listener.skipped(uri, file);
	}

	/** A file has come, verified by one of {@link FetchResult}'s digests. */
	void fetched(WantedFile file, long size, String digest) {
		this.files++;
		this.bytes += size;
		switch (digest) {
			case FetchResult.SHA_256 -> this.byDigest++;
			case FetchResult.MAC -> this.byMac++;
			default -> {
			}
		}
		this.listener.fetched(file.uri(), file.place(), size);
	}

	void failed(String uri, IOException reason) {
		FetchException why = (reason instanceof FetchException known) ? known : new FetchException.LocalFile(
				"cannot write what comes from " + uri + ": " + LocalFailure.reason(reason), reason);
		TreeFailure failure = new TreeFailure(uri, why);
		this.failed++;
		if (this.failures.size() < TreeResult.MOST_FAILURES) {
			this.failures.add(failure);
		}
		this.listener.failed(failure);
	}

	/** The bytes of the files that have come. */
	long bytes() {
		return this.bytes;
	}

	/** How many files and directories are done with. */
	long steps() {
		return this.files + this.directories + this.skipped + this.failed;
	}

	TreeResult result(Counts counts) {
		return new TreeResult(this.files, this.byDigest, this.byMac, this.directories, this.skipped, this.bytes,
				Duration.ofNanos(System.nanoTime() - this.begun), counts.received(), counts.retransmissions(),
				this.failed, List.copyOf(this.failures));
	}

}
