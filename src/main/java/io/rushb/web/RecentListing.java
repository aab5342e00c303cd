package io.rushb.web;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import io.rushb.storage.DirectoryContentStore;
import io.rushb.storage.RootListing;
import org.jspecify.annotations.Nullable;

/**
 * The listing of the root. It is made at most every two seconds, because it opens each
 * file and anybody may ask for it. If a file server does not answer, making it never
 * ends: then callers wait briefly and get the previous listing. Thread-safe.
 */
final class RecentListing {

	static final long LIFETIME_NANOS = TimeUnit.SECONDS.toNanos(2);

	/** How many files the page shows. */
	static final int MOST_FILES = 200;

	/** Longer than it takes on a disk that works; the page asks again. */
	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final Lister lister;

	private final LongSupplier nanoTime;

	private final ReentrantLock making = new ReentrantLock();

	private volatile @Nullable RootListing listing;

	private long madeAt;

	private boolean made;

	RecentListing(DirectoryContentStore store, LongSupplier nanoTime) {
		this(() -> store.list(MOST_FILES), nanoTime);
	}

	RecentListing(Lister lister, LongSupplier nanoTime) {
		this.lister = lister;
		this.nanoTime = nanoTime;
	}

	/** The listing; {@code null} while the root cannot be read. */
	@Nullable RootListing get() throws InterruptedException {
		if (this.making.tryLock(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
			try {
				makeIfOld();
			}
			finally {
				this.making.unlock();
			}
		}
		return this.listing;
	}

	private void makeIfOld() {
		if (!this.made || this.nanoTime.getAsLong() - this.madeAt >= LIFETIME_NANOS) {
			this.listing = make();
			this.made = true;
			this.madeAt = this.nanoTime.getAsLong();
		}
	}

	private @Nullable RootListing make() {
		try {
			return this.lister.list();
		}
		catch (IOException ex) {
			return null; // The health indicator of the files reports it.
		}
	}

	/** Makes the listing. */
	@FunctionalInterface
	interface Lister {

		RootListing list() throws IOException;

	}

}
