package io.rushb.session;

/**
 * Bounds the memory of all read-ahead windows together. A session that gets no share
 * reads one segment at a time, which is slower but always possible.
 */
public final class ReadAheadBudget {

	/** The window of a session that has a share of the budget, in bytes, at least. */
	static final int LEAST_WINDOW = 32 * 1024;

	/**
	 * The largest window. Each read costs two changes of threads, which at this size come
	 * to little more than the copying.
	 */
	static final int GREATEST_WINDOW = 256 * 1024;

	/** So many windows fit into what is left, if they are not the least. */
	private static final int WINDOWS = 256;

	private final long limit;

	private long taken;

	/**
	 * Makes a budget.
	 * @param limit the most bytes that may be taken at a time
	 */
	public ReadAheadBudget(long limit) {
		this.limit = limit;
	}

	/**
	 * Says how large a window should be: a small part of what is left, so that few
	 * sessions read in large pieces and many still get a window each.
	 * @return bytes, from {@link #LEAST_WINDOW} to {@link #GREATEST_WINDOW}
	 */
	int window() {
		return (int) Math.max(LEAST_WINDOW, Math.min(GREATEST_WINDOW, (this.limit - this.taken) / WINDOWS));
	}

	/**
	 * Takes a share, if there is room for it.
	 * @param bytes how much is wanted
	 * @return whether it was taken
	 */
	boolean take(int bytes) {
		if (this.taken + bytes > this.limit) {
			return false;
		}
		this.taken += bytes;
		return true;
	}

	void giveBack(int bytes) {
		this.taken -= bytes;
	}

	/**
	 * Returns what is taken now.
	 * @return bytes
	 */
	public long taken() {
		return this.taken;
	}

}
