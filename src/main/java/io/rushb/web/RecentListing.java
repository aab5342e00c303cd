package io.rushb.web;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.rushb.storage.DirectoryContentStore;
import io.rushb.storage.RootListing;
import org.jspecify.annotations.Nullable;

/**
 * The listing of the root, made anew every two seconds at the most: anybody may ask for
 * it, and it opens each file. For several threads.
 */
final class RecentListing {

	static final long LIFETIME_NANOS = TimeUnit.SECONDS.toNanos(2);

	/** How many files the page names. */
	static final int MOST_FILES = 200;

	private final DirectoryContentStore store;

	private final LongSupplier nanoTime;

	private @Nullable RootListing listing;

	private long madeAt;

	private boolean made;

	RecentListing(DirectoryContentStore store, LongSupplier nanoTime) {
		this.store = store;
		this.nanoTime = nanoTime;
	}

	/** The listing; {@code null} while the root cannot be read. */
	synchronized @Nullable RootListing get() {
		if (!this.made || this.nanoTime.getAsLong() - this.madeAt >= LIFETIME_NANOS) {
			this.listing = make();
			this.made = true;
			this.madeAt = this.nanoTime.getAsLong();
		}
		return this.listing;
	}

	private @Nullable RootListing make() {
		try {
			return this.store.list(MOST_FILES);
		}
		catch (IOException ex) {
			return null; // The health indicator of the files tells of it.
		}
	}

}
