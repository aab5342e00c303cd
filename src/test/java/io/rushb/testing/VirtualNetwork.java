package io.rushb.testing;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A virtual server, its clients, and a network between them that is bad but damages
 * nothing. Time goes from event to event.
 */
public final class VirtualNetwork {

	private final VirtualServer server;

	private final BadNetwork network;

	private final Map<InetSocketAddress, PublishedClient> clients = new LinkedHashMap<>();

	public VirtualNetwork(VirtualServer server, BadNetwork network) {
		this.server = server;
		this.network = network;
	}

	/** A client asks for something; a client of that address before it is forgotten. */
	public void request(InetSocketAddress address, PublishedClient client, String name) {
		this.clients.put(address, client);
		toServer(address, client.get(name));
	}

	/**
	 * Goes on to what happens next: a datagram arrives, or a timer of the server fires.
	 */
	public void step() {
		long arrival = this.network.nextArrival();
		long next = Math.min(arrival, this.server.endpoint().nextTimeout());
		if (next == Long.MAX_VALUE) {
			throw new AssertionError("nothing will ever happen again");
		}
		this.server.advanceTo(next);
		if (arrival == next) {
			this.network.deliver();
		}
		this.clients.forEach(this::collect);
	}

	/** What this client is sent from now on reaches nobody. */
	public void forget(InetSocketAddress address) {
		this.clients.remove(address);
	}

	/** Whether a datagram is under way. */
	public boolean isBusy() {
		return this.network.nextArrival() < Long.MAX_VALUE;
	}

	private void collect(InetSocketAddress address, PublishedClient client) {
		for (Sent sent : this.server.take(address)) {
			this.network.send(sent.datagram(), sent.time(), (datagram) -> answer(address, client, datagram));
		}
	}

	private void answer(InetSocketAddress address, PublishedClient client, byte[] datagram) {
		byte[] answer = client.answer(new Sent(this.server.now(), datagram).packet());
		if (answer != null) {
			toServer(address, answer);
		}
	}

	private void toServer(InetSocketAddress address, byte[] datagram) {
		this.network.send(datagram, this.server.now(), (arrived) -> this.server.receive(address, arrived));
	}

}
