package io.rushb.cli;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Round-trip times in buckets: 16 to each power of two, so that a percentile is right
 * within 7 %. Many threads may add.
 */
final class RoundTripHistogram {

	private static final int SUB_BITS = 4;

	private static final int SUBS = 1 << SUB_BITS;

	private final AtomicLongArray buckets = new AtomicLongArray(Long.SIZE * SUBS);

	void add(long nanos) {
		this.buckets.incrementAndGet(index(Math.max(nanos, SUBS)));
	}

	/**
	 * The percentile: the time that this share of all round trips does not exceed; 0 if
	 * there is none.
	 */
	long percentile(double share) {
		long total = 0;
		for (int i = 0; i < this.buckets.length(); i++) {
			total += this.buckets.get(i);
		}
		long wanted = (long) Math.ceil(total * share);
		long passed = 0;
		for (int i = 0; i < this.buckets.length() && total > 0; i++) {
			passed += this.buckets.get(i);
			if (passed >= wanted) {
				return upperBound(i);
			}
		}
		return 0;
	}

	private static int index(long nanos) {
		int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
		int sub = (int) (nanos >>> (exponent - SUB_BITS)) & (SUBS - 1);
		return exponent * SUBS + sub;
	}

	private static long upperBound(int index) {
		int exponent = index / SUBS;
		return (long) (SUBS + index % SUBS + 1) << (exponent - SUB_BITS);
	}

}
