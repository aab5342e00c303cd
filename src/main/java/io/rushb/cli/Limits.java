package io.rushb.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The limits of one fetch.
 */
final class Limits {

	/** How often to look at the disk. */
	private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

	private final @Nullable Long maxSize;

	private final @Nullable Duration maxTime;

	private final long minFree;

	private final @Nullable Path file;

	private final long begun;

	private long lookAt;

	/**
	 * Makes limits.
	 * @param maxSize the most bytes, {@code null} for any number
	 * @param maxTime the longest time, {@code null} for any
	 * @param minFree how many bytes are to be left free, 0 or more
	 * @param file where the bytes go, {@code null} if not into a file
	 * @param begun when the fetch began, on the clock of {@link System#nanoTime()}
	 */
	Limits(@Nullable Long maxSize, @Nullable Duration maxTime, long minFree, @Nullable Path file, long begun) {
		this.maxSize = maxSize;
		this.maxTime = maxTime;
		this.minFree = minFree;
		this.file = file;
		this.begun = begun;
		this.lookAt = begun;
	}

	/** The size of the file is known, or more bytes have come. */
	void checkSize(long bytes) {
		if (this.maxSize != null && bytes > this.maxSize) {
			throw new LimitReached(ErrorKind.TOO_BIG,
					"there are more than the " + this.maxSize + " bytes that --max-size allows");
		}
	}

	/** More bytes have come, or some time has passed. */
	void check(long bytes) {
		checkSize(bytes);
		long now = System.nanoTime();
		if (this.maxTime != null && now - this.begun > this.maxTime.toNanos()) {
			throw new LimitReached(ErrorKind.TOO_LONG,
					"it has taken longer than --max-time allows, and has brought " + bytes + " bytes: allow more time");
		}
		if (this.file != null && bytes > this.minFree && now >= this.lookAt) {
			this.lookAt = now + LOOK_NANOS;
			checkSpace(this.file.toAbsolutePath().getParent());
		}
	}

	private void checkSpace(@Nullable Path directory) {
		long free = (directory != null) ? directory.toFile().getUsableSpace() : 0; // 0 if
																					// nobody
																					// knows
		if (free > 0 && free < this.minFree) {
			throw new LimitReached(ErrorKind.LOCAL_FILE, "only " + FetchReport.size(free) + " are free in " + directory
					+ ": make room, or allow less with --min-free");
		}
	}

	/** Ends the fetch. */
	static final class LimitReached extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final ErrorKind kind;

		LimitReached(ErrorKind kind, String message) {
			super(message);
			this.kind = kind;
		}

		ErrorKind kind() {
			return this.kind;
		}

	}

}
