package io.rushb.client.channels;

import org.jspecify.annotations.Nullable;

/**
 * The progress of a file: the plan of its parts, how many of them are under way, and how
 * many bytes are there.
 */
final class FileProgress {

	private final int maxPart;

	private PartPlan plan;

	private int running;

	private long bytes;

	private boolean fetched;

	/**
	 * A file of which nothing is wanted so far.
	 * @param maxPart the most segments of a part
	 */
	FileProgress(int maxPart) {
		this.maxPart = Math.min(maxPart, PartPlan.MAX_PART);
		this.plan = new PartPlan(this.maxPart);
	}

	/**
	 * Begins with a version of the file.
	 * @param wanted the first and the last segment that are wanted
	 * @param rows what an earlier run has brought, first and last segment of each row
	 * @param size the size of the file in bytes
	 */
	void begin(long[] wanted, long[][] rows, long size) {
		this.plan = new PartPlan(this.maxPart);
		this.plan.want(wanted[0], wanted[1]);
		this.bytes = this.plan.there(rows, wanted[1], size);
	}

	/**
	 * Takes the next part, which is under way from now on.
	 * @param allowed how many may be under way
	 * @param free how many channels have nothing to do
	 * @param roundTrip in nanoseconds; 0 if it is not known
	 * @param end no segment from this one on
	 * @return {@code null} if there is none now
	 */
	PartPlan.@Nullable Row next(int allowed, int free, long roundTrip, long end) {
		PartPlan.Row row = (this.running < allowed) ? this.plan.next(allowed, free, roundTrip, end) : null;
		this.running += (row != null) ? 1 : 0;
		return row;
	}

	/** A segment has come, which may still prove wrong. */
	void arrived(int length) {
		this.plan.arrived(1);
		this.bytes += length;
	}

	/** A part has come, and its MAC is right. */
	void verified() {
		this.running--;
		this.fetched = true;
	}

	/** A part has failed: it will be requested again. */
	void giveBack(PartAsk part) {
		this.running--;
		this.plan.giveBack(part.row(), part.arrived());
		this.bytes -= part.bytes();
	}

	/** There is another version: the parts under way are no longer needed. */
	void abandon() {
		this.running = 0;
		this.fetched = false;
	}

	/** How many are under way. */
	int running() {
		return this.running;
	}

	/** How many bytes are there, those that may still prove wrong included. */
	long bytes() {
		return this.bytes;
	}

	/**
	 * How many segments a part is behind the mean of those under way, once none is left
	 * to be requested: from then on they are to end together.
	 * @param left how many of its segments have not come
	 */
	long behind(int left) {
		return (hasMore() || this.running == 0) ? 0 : left - this.plan.unfinished() / this.running;
	}

	/** Whether a part of this version has come whole. */
	boolean isFetched() {
		return this.fetched;
	}

	/** Whether there are segments that were not requested yet. */
	boolean hasMore() {
		return this.plan.hasMore();
	}

	/** Whether all that is wanted is there, and its MACs are right. */
	boolean isFinished() {
		return this.running == 0 && this.plan.isFinished();
	}

}
