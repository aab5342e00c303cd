package io.rushb.testing;

import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;

import io.rushb.wire.PacketCodec;

/**
 * A network in virtual time that loses, repeats, damages, delays and reorders datagrams
 * by chance, from one seed.
 */
public final class BadNetwork {

	private final SplittableRandom random;

	private LinkFaults faults;

	private final PriorityQueue<InFlight> underWay = new PriorityQueue<>();

	private int copies;

	private long order;

	public BadNetwork(LinkFaults faults, long seed) {
		this.faults = faults;
		this.random = new SplittableRandom(seed);
	}

	/** From now on it does this. What is under way arrives as it would have. */
	public void become(LinkFaults other) {
		this.faults = other;
	}

	/** Takes a datagram, which arrives once, twice or never. */
	public void send(byte[] datagram, long now, Consumer<byte[]> arrival) {
		boolean twice = chance(this.faults.duplicate());
		this.copies += twice ? 1 : 0;
		for (int copy = 0; copy < (twice ? 2 : 1); copy++) {
			if (!chance(this.faults.loss())) {
				long delay = delay();
				byte[] copied = chance(this.faults.damage()) ? damaged(datagram) : datagram;
				this.underWay.add(new InFlight(now + delay, this.order++, copied, arrival));
			}
		}
	}

	private long delay() {
		long jitter = (this.faults.jitter() > 0) ? this.random.nextLong(this.faults.jitter()) : 0;
		long delay = this.faults.delay() + jitter;
		return chance(this.faults.reorder()) ? delay * (1 + this.random.nextInt(10)) : delay;
	}

	private byte[] damaged(byte[] bytes) {
		byte[] copy = bytes.clone();
		// The header would hardly ever be hit if every byte were as likely.
		boolean header = this.faults.headerToo() && this.random.nextBoolean();
		int index = header ? this.random.nextInt(PacketCodec.HEADER_LENGTH)
				: this.random.nextInt(PacketCodec.HEADER_LENGTH, copy.length);
		copy[index] ^= (byte) (1 << this.random.nextInt(8));
		return copy;
	}

	private boolean chance(double probability) {
		return probability > 0 && this.random.nextDouble() < probability;
	}

	/**
	 * When the next datagram arrives; {@code Long.MAX_VALUE} if none is under way.
	 */
	public long nextArrival() {
		InFlight first = this.underWay.peek();
		return (first != null) ? first.at : Long.MAX_VALUE;
	}

	/** Hands over the datagram that arrives next. */
	public void deliver() {
		InFlight first = this.underWay.remove();
		first.arrival.accept(first.bytes);
	}

	/** How many datagrams it has repeated. */
	public int copies() {
		return this.copies;
	}

	private record InFlight(long at, long order, byte[] bytes,
			Consumer<byte[]> arrival) implements Comparable<InFlight> {

		@Override
		public int compareTo(InFlight other) {
			int byTime = Long.compare(this.at, other.at);
			return (byTime != 0) ? byTime : Long.compare(this.order, other.order);
		}

	}

}
