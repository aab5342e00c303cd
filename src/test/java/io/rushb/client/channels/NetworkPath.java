package io.rushb.client.channels;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A model server, clients of ours, and what is between them: both ways of one path.
 */
final class NetworkPath {

	final VirtualTime time = new VirtualTime();

	final Link up;

	final Link down;

	final ModelServer server;

	/** Who sees the packets to the clients and may send others in their place. */
	Function<byte[], List<byte[]>> forger = List::of;

	private final Map<Integer, VirtualClient> clients = new HashMap<>();

	/**
	 * A path.
	 * @param roundTrip in milliseconds
	 * @param rate in Mbit/s, each way
	 * @param queue in KiB, each way
	 * @param loss each way, 0 to 1
	 */
	NetworkPath(double roundTrip, double rate, int queue, double loss, long seed) {
		this.up = new Link(this.time, rate, roundTrip / 2, queue, loss, seed);
		this.down = new Link(this.time, rate, roundTrip / 2, queue, loss, seed + 1);
		this.server = new ModelServer(this.time,
				(port, datagram) -> this.down.send(Link.PACKET, () -> this.forger.apply(datagram)
					.forEach((one) -> this.clients.get(VirtualClient.client(port)).receive(port, one))));
	}

	VirtualClient client(int channels) {
		return client(channels, 0);
	}

	VirtualClient client(int channels, int fixedWindow) {
		int number = this.clients.size() + 1;
		VirtualClient client = new VirtualClient(this.time, number, channels, fixedWindow,
				(port, datagram) -> this.up.send(Link.PACKET, () -> this.server.receive(port, datagram)));
		this.clients.put(number, client);
		return client;
	}

	/** Fetches it to the end; the bytes a second of virtual time. */
	double goodput(VirtualClient client, String name, MemoryFile into) {
		FileParts file = client.fetch(name, into);
		long begun = this.time.now();
		client.wake();
		this.time.runUntil(() -> file.outcome() != null, 600);
		if (file.outcome() != PartsOutcome.COMPLETE) {
			throw new AssertionError(file.outcome());
		}
		return into.bytes.length / ((this.time.now() - begun) / (double) TimeUnit.SECONDS.toNanos(1));
	}

}
