package io.rushb.relay;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts of one way; see {@link WayCounts}. Written by one thread, read by any.
 */
final class WayTally {

	final LongAdder seen = new LongAdder();

	final LongAdder dropped = new LongAdder();

	final LongAdder swallowed = new LongAdder();

	final LongAdder corrupted = new LongAdder();

	final LongAdder duplicated = new LongAdder();

	final LongAdder reordered = new LongAdder();

	final LongAdder sent = new LongAdder();

	WayCounts counts() {
		return new WayCounts(this.seen.sum(), this.dropped.sum(), this.swallowed.sum(), this.corrupted.sum(),
				this.duplicated.sum(), this.reordered.sum(), this.sent.sum());
	}

}
