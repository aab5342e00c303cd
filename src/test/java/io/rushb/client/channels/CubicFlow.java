package io.rushb.client.channels;

import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * A TCP flow with CUBIC (RFC 9438) that has always something to send, on the same links:
 * data goes down, acknowledgements go up. Slow start ends at the first loss; each loss is
 * found by a later acknowledgement, and the window is reduced once for a round trip.
 */
final class CubicFlow {

	private static final int ACKNOWLEDGEMENT = 52;

	/** RFC 9438, section 4.1. */
	private static final double C = 0.4;

	/** RFC 9438, section 4.6. */
	private static final double BETA = 0.7;

	private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(1);

	private final VirtualTime time;

	private final Link down;

	private final Link up;

	private final TreeSet<Long> underWay = new TreeSet<>();

	private double window = 10;

	private double threshold = Double.MAX_VALUE;

	private double greatest;

	private long epoch;

	private long next;

	private long recoverTo = -1;

	private long heardAt;

	/** Segments that have arrived. */
	long delivered;

	CubicFlow(VirtualTime time, Link down, Link up) {
		this.time = time;
		this.down = down;
		this.up = up;
	}

	void start() {
		this.heardAt = this.time.now();
		watch();
		send();
	}

	private void watch() {
		this.time.at(this.time.now() + TIMEOUT, () -> {
			if (this.time.now() - this.heardAt >= TIMEOUT) {
				this.underWay.clear();
				this.threshold = Math.max(2, this.window / 2);
				this.window = 2;
				this.heardAt = this.time.now();
				send();
			}
			watch();
		});
	}

	private void send() {
		while (this.underWay.size() < this.window) {
			long sequence = this.next++;
			this.underWay.add(sequence);
			this.down.send(Link.PACKET, () -> {
				this.delivered++;
				this.up.send(ACKNOWLEDGEMENT, () -> acknowledged(sequence));
			});
		}
	}

	private void acknowledged(long sequence) {
		this.heardAt = this.time.now();
		if (!this.underWay.remove(sequence)) {
			return;
		}
		if (!this.underWay.headSet(sequence).isEmpty()) { // the links keep the order
			this.underWay.headSet(sequence).clear();
			if (sequence > this.recoverTo) {
				reduce();
			}
		}
		else {
			grow();
		}
		send();
	}

	private void reduce() {
		this.recoverTo = this.next;
		this.greatest = this.window;
		this.window = Math.max(2, this.window * BETA);
		this.threshold = this.window;
		this.epoch = this.time.now();
	}

	private void grow() {
		if (this.window < this.threshold) {
			this.window++;
			return;
		}
		double sinceLoss = (this.time.now() - this.epoch) / (double) TimeUnit.SECONDS.toNanos(1);
		double inflection = Math.cbrt(this.greatest * (1 - BETA) / C);
		double wanted = C * Math.pow(sinceLoss - inflection, 3) + this.greatest;
		this.window += Math.max(0.01, wanted - this.window) / this.window;
	}

}
