package io.rushb.client.exchange;

import java.io.ByteArrayOutputStream;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import io.rushb.wire.Kind;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.Sender;

/**
 * A client core and a server in virtual time, with a bad network between them.
 */
final class ClientSimulation {

	private static final long END = TimeUnit.HOURS.toNanos(10);

	private final SplittableRandom random;

	private final LinkFaults faults;

	private final ClientExchange client;

	private final Peer server;

	private final PriorityQueue<InFlight> network = new PriorityQueue<>();

	private final ByteArrayOutputStream received = new ByteArrayOutputStream();

	/** How many packets the network sent twice. */
	int copies;

	/** How many GETs the client sent though it had an answer. */
	int lateGets;

	private long now;

	private long order;

	ClientSimulation(long seed, LinkFaults faults, ClientExchange client, Peer server) {
		this.random = new SplittableRandom(seed);
		this.faults = faults;
		this.client = client;
		this.server = server;
	}

	/** Runs until the client is done; the bytes that it got. */
	byte[] run() {
		this.client.start(this.now, this.now);
		exchange();
		while (this.client.outcome() == null) {
			this.now = Math.max(this.now, next());
			if (this.now > END) {
				throw new AssertionError("the client never ends");
			}
			InFlight first = this.network.peek();
			if (first != null && first.at <= this.now) {
				this.network.remove();
				deliver(first);
			}
			this.client.handleTimeout(this.now);
			this.server.handleTimeouts(this.now);
			exchange();
		}
		return this.received.toByteArray();
	}

	long seconds() {
		return TimeUnit.NANOSECONDS.toSeconds(this.now);
	}

	private long next() {
		InFlight first = this.network.peek();
		long arrival = (first != null) ? first.at : Long.MAX_VALUE;
		return Math.min(arrival, Math.min(this.client.deadline(), this.server.nextTimeout()));
	}

	private void deliver(InFlight datagram) {
		if (datagram.toServer) {
			this.server.handleDatagram(datagram.bytes, this.now);
		}
		else {
			this.client.handleDatagram(datagram.bytes, datagram.bytes.length, this.now);
		}
	}

	private void exchange() {
		for (byte[] bytes = this.client.pollTransmit(); bytes != null; bytes = this.client.pollTransmit()) {
			this.lateGets += (this.client.view().answered() && isGet(bytes)) ? 1 : 0;
			send(bytes, true);
		}
		for (byte[] bytes = this.server.pollTransmit(); bytes != null; bytes = this.server.pollTransmit()) {
			send(bytes, false);
		}
		for (byte[] bytes = this.client.pollData(); bytes != null; bytes = this.client.pollData()) {
			this.received.writeBytes(bytes);
		}
	}

	private static boolean isGet(byte[] bytes) {
		return PacketCodec.decode(bytes, bytes.length, Sender.CLIENT) instanceof Packet packet
				&& packet.kind() == Kind.GET;
	}

	private void send(byte[] bytes, boolean toServer) {
		boolean twice = chance(this.faults.duplicate());
		this.copies += twice ? 1 : 0;
		for (int copy = 0; copy < (twice ? 2 : 1); copy++) {
			if (!chance(this.faults.loss())) {
				long delay = this.faults.delay()
						+ ((this.faults.jitter() > 0) ? this.random.nextLong(this.faults.jitter()) : 0);
				if (chance(this.faults.reorder())) {
					delay *= 1 + this.random.nextInt(10);
				}
				byte[] copied = chance(this.faults.damage()) ? damaged(bytes) : bytes;
				this.network.add(new InFlight(this.now + delay, this.order++, copied, toServer));
			}
		}
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

	private record InFlight(long at, long order, byte[] bytes, boolean toServer) implements Comparable<InFlight> {

		@Override
		public int compareTo(InFlight other) {
			int byTime = Long.compare(this.at, other.at);
			return (byTime != 0) ? byTime : Long.compare(this.order, other.order);
		}

	}

}
