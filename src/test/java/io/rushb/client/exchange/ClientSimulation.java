package io.rushb.client.exchange;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.TimeUnit;

import io.rushb.testing.BadNetwork;
import io.rushb.testing.LinkFaults;
import io.rushb.wire.Kind;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.Sender;

/**
 * A client core and a server in virtual time, with a bad network between them.
 */
final class ClientSimulation {

	private static final long END = TimeUnit.HOURS.toNanos(10);

	private final ClientExchange client;

	private final Peer server;

	private final BadNetwork network;

	private final ByteArrayOutputStream received = new ByteArrayOutputStream();

	/** How many GETs the client sent though it had an answer. */
	int lateGets;

	private long now;

	ClientSimulation(long seed, LinkFaults faults, ClientExchange client, Peer server) {
		this.network = new BadNetwork(faults, seed);
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
			if (this.network.nextArrival() <= this.now) {
				this.network.deliver();
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
		return Math.min(this.network.nextArrival(), Math.min(this.client.deadline(), this.server.nextTimeout()));
	}

	private void exchange() {
		for (byte[] bytes = this.client.pollTransmit(); bytes != null; bytes = this.client.pollTransmit()) {
			this.lateGets += (this.client.view().answered() && isGet(bytes)) ? 1 : 0;
			this.network.send(bytes, this.now, (datagram) -> this.server.handleDatagram(datagram, this.now));
		}
		for (byte[] bytes = this.server.pollTransmit(); bytes != null; bytes = this.server.pollTransmit()) {
			this.network.send(bytes, this.now,
					(datagram) -> this.client.handleDatagram(datagram, datagram.length, this.now));
		}
		for (byte[] bytes = this.client.pollData(); bytes != null; bytes = this.client.pollData()) {
			this.received.writeBytes(bytes);
		}
	}

	private static boolean isGet(byte[] bytes) {
		return PacketCodec.decode(bytes, bytes.length, Sender.CLIENT) instanceof Packet packet
				&& packet.kind() == Kind.GET;
	}

	/** How many packets the network sent twice. */
	int copies() {
		return this.network.copies();
	}

}
