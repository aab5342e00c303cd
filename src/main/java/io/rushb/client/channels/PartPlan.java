package io.rushb.client.channels;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.rushb.wire.Segments;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the segments of a file that are still to be requested, and chooses the length of
 * the next part (rule C2).
 * <p>
 * Another client of the same address waits for a part to end (see {@link Seats}). So no
 * part takes longer than about ten seconds or 32 round trips, a segment each; and if the
 * file takes longer, its first parts have different lengths, so that they do not all end
 * together.
 */
final class PartPlan {

	/** A row of segments, both ends included. */
	record Row(long first, long last) {

		long segments() {
			return this.last - this.first + 1;
		}

	}

	/** Shorter parts would spend too much on GET, trailer and FIN. */
	static final int MIN_PART = 8;

	/** If a part fails, little is lost, and the trailer costs 1 packet in 256. */
	static final int MAX_PART = 256;

	/** A part may be longer by this if no rest remains then. */
	private static final double STRETCH = 1.25;

	/** How long a part may take. */
	private static final long PART_TIME = TimeUnit.SECONDS.toNanos(10);

	/**
	 * The minimum, however long the round trip is: a shorter part would spend too much on
	 * its end.
	 */
	private static final int MIN_LONG_PART = 32;

	/** The segments not requested yet: from the first segment of a row to its last. */
	private final TreeMap<Long, Long> free = new TreeMap<>();

	private final int maxPart;

	private long unallocated;

	private long unfinished;

	private int begun;

	PartPlan(int maxPart) {
		this.maxPart = maxPart;
	}

	/**
	 * Adds segments to fetch.
	 * @param first the first of them
	 * @param last the last of them; none are wanted if it is below the first
	 */
	void want(long first, long last) {
		if (first <= last) {
			this.unfinished += last - first + 1;
			add(new Row(first, last));
		}
	}

	/**
	 * Removes segments that are there already.
	 * @return how many segments of the row were to be requested
	 */
	long done(Row row) {
		long before = this.unfinished;
		long first = row.first();
		while (first <= row.last()) {
			Map.Entry<Long, Long> entry = this.free.floorEntry(first);
			if (entry == null || entry.getValue() < first) {
				Map.Entry<Long, Long> higher = this.free.higherEntry(first);
				if (higher == null || higher.getKey() > row.last()) {
					break;
				}
				first = higher.getKey();
				continue;
			}
			long last = Math.min(entry.getValue(), row.last());
			remove(entry);
			if (entry.getKey() < first) {
				add(new Row(entry.getKey(), first - 1));
			}
			if (entry.getValue() > last) {
				add(new Row(last + 1, entry.getValue()));
			}
			this.unfinished -= last - first + 1;
			first = last + 1;
		}
		return before - this.unfinished;
	}

	/**
	 * Removes the segments that an earlier run has fetched.
	 * @param rows first and last segment of each
	 * @param end the last segment that is wanted
	 * @param size the size of the file
	 * @return how many bytes that is
	 */
	long there(long[][] rows, long end, long size) {
		long bytes = 0;
		for (long[] row : rows) {
			long last = Math.min(row[1], end);
			if (row[0] <= last && done(new Row(row[0], last)) == last - row[0] + 1) {
				bytes += Segments.bytes(row[0], last, size);
			}
		}
		return bytes;
	}

	private void remove(Map.Entry<Long, Long> entry) {
		this.free.remove(entry.getKey());
		this.unallocated -= entry.getValue() - entry.getKey() + 1;
	}

	private void add(Row row) {
		this.free.put(row.first(), row.last());
		this.unallocated += row.segments();
	}

	/**
	 * Takes back the segments of a failed part.
	 * @param row the part
	 * @param arrived how many of its segments had come; they are wanted again
	 */
	void giveBack(Row row, long arrived) {
		add(row);
		this.unfinished += arrived;
	}

	/** Some more segments have come. */
	void arrived(long segments) {
		this.unfinished -= segments;
	}

	/** How many segments have not come. */
	long unfinished() {
		return this.unfinished;
	}

	/** Whether all segments have come; those of the last parts may still prove wrong. */
	boolean isFinished() {
		return this.unfinished == 0 && this.free.isEmpty();
	}

	/** Whether there are segments that were not requested yet. */
	boolean hasMore() {
		return !this.free.isEmpty();
	}

	/**
	 * Takes the next part.
	 * @param channels how many channels there are
	 * @param idle how many of them have nothing to do
	 * @param roundTrip in nanoseconds; 0 if it is not known
	 * @param end no segment from this one on
	 */
	@Nullable Row next(int channels, int idle, long roundTrip, long end) {
		Map.Entry<Long, Long> first = this.free.firstEntry();
		if (first == null || first.getKey() >= end) {
			return null;
		}
		remove(first);
		long last = Math.min(first.getKey() + length(channels, idle, most(roundTrip), first), first.getValue() + 1) - 1;
		last = Math.min(last, end - 1);
		if (last < first.getValue()) {
			add(new Row(last + 1, first.getValue()));
		}
		return new Row(first.getKey(), last);
	}

	/** How long a part may be. */
	private int most(long roundTrip) {
		long inTime = (roundTrip > 0) ? PART_TIME / roundTrip : Long.MAX_VALUE;
		return (int) Math.min(this.maxPart, Math.max(inTime, MIN_LONG_PART));
	}

	private long length(int channels, int idle, int most, Map.Entry<Long, Long> taken) {
		double all = this.unallocated + taken.getValue() - taken.getKey() + 1;
		double equal = (double) this.unfinished / channels;
		double shared = all / Math.max(idle, 1);
		double length = (equal < shared && shared < STRETCH * equal) ? shared : equal;
		if (this.begun++ < channels && equal > most) {
			length = (double) most * this.begun / channels;
		}
		return (long) Math.ceil(Math.max(Math.min(MIN_PART, most), Math.min(length, most)));
	}

}
