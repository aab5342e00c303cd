package io.rushb.session;

/**
 * Bounds the memory of all read-ahead windows together. A session that gets no share
 * reads one segment at a time, which is slower but always possible.
 */
public final class ReadAheadBudget {

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
