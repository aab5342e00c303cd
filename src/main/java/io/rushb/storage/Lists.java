package io.rushb.storage;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

import io.rushb.session.TextSource;

/**
 * Bounds the memory of the lists that are being sent.
 */
final class Lists {

	/** Room for thirty of the longest lists, or for thousands of usual ones. */
	private static final long MOST_BYTES = 32L * DirectoryListing.MOST_BYTES;

	private final boolean enabled;

	private final AtomicLong taken = new AtomicLong();

	Lists(boolean enabled) {
		this.enabled = enabled;
	}

	boolean isEnabled() {
		return this.enabled;
	}

	/**
	 * Makes a source of a list.
	 * @param text the list
	 * @return the source, to be closed
	 * @throws IOException if there are too many: the client asks again later
	 */
	TextSource source(byte[] text) throws IOException {
		if (this.taken.addAndGet(text.length) > MOST_BYTES) {
			this.taken.addAndGet(-text.length);
			throw new IOException("too many lists are being sent");
		}
		return new TextSource(text, () -> this.taken.addAndGet(-text.length));
	}

}
