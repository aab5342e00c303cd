package io.rushb.client.channels;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.rushb.endpoint.EndpointSettings;
import io.rushb.session.ProtocolSettings;
import io.rushb.session.ReadAheadBudget;
import io.rushb.testing.Sent;
import io.rushb.testing.VirtualServer;

/**
 * The real core of the server and the real core of the client, in virtual time, and a bad
 * path between them: it loses, alters, doubles and overtakes packets by chance.
 */
final class CorePath {

	/** How long a packet takes. */
	long delay = TimeUnit.MILLISECONDS.toNanos(10);

	/** How much more it takes at the most, by chance. */
	long jitter;

	final VirtualTime time = new VirtualTime();

	/** How likely each of the four is, for a packet of each way; 0 to 1. */
	double badness;

	private final SplittableRandom random = new SplittableRandom(11);

	private VirtualServer server = new VirtualServer();

	/** Where each port of the clients is. None is used twice. */
	private final Map<Integer, InetSocketAddress> addresses = new HashMap<>();

	private final Map<Integer, VirtualClient> clients = new HashMap<>();

	private int begun;

	private long timerAt = Long.MAX_VALUE;

	VirtualServer server() {
		return this.server;
	}

	/** Another server in its place, which knows no session. */
	void restart(EndpointSettings other) {
		this.server = new VirtualServer(ProtocolSettings.DEFAULTS, other, new ReadAheadBudget(1 << 20));
		this.server.advanceTo(this.time.now());
		this.timerAt = Long.MAX_VALUE;
	}

	VirtualClient client(int channels) {
		int number = ++this.begun; // with ports that no client before it had
		VirtualClient client = new VirtualClient(this.time, number, channels, 0,
				(port, datagram) -> carry(datagram, (arrived) -> receive(port, arrived)));
		this.clients.put(number, client);
		return client;
	}

	/** From this moment on it hears and says nothing. */
	void kill(VirtualClient client) {
		this.clients.values().remove(client);
	}

	private void receive(int port, byte[] datagram) {
		if (!this.clients.containsKey(VirtualClient.client(port))) {
			return;
		}
		InetSocketAddress address = this.addresses.computeIfAbsent(port,
				(unknown) -> VirtualServer.client(VirtualClient.client(port), 1024 + this.addresses.size()));
		this.server.advanceTo(this.time.now());
		this.server.receive(address, datagram);
		take();
	}

	private void take() {
		for (Map.Entry<Integer, InetSocketAddress> one : this.addresses.entrySet()) {
			for (Sent sent : this.server.take(one.getValue())) {
				carry(sent.datagram(), (arrived) -> {
					VirtualClient client = this.clients.get(VirtualClient.client(one.getKey()));
					if (client != null) {
						client.receive(one.getKey(), arrived);
					}
				});
			}
		}
		long due = this.server.endpoint().nextTimeout();
		if (due < this.timerAt || this.timerAt <= this.time.now()) {
			this.timerAt = due;
			this.time.at(due, this::fire);
		}
	}

	private void fire() {
		if (this.time.now() >= this.timerAt) {
			this.timerAt = Long.MAX_VALUE;
			this.server.advanceTo(this.time.now());
			take();
		}
	}

	private void carry(byte[] datagram, Consumer<byte[]> arrival) {
		if (happens()) {
			return;
		}
		byte[] carried = datagram.clone();
		if (happens()) {
			carried[8 + this.random.nextInt(carried.length - 8)] ^= (byte) (1 << this.random.nextInt(8));
		}
		for (int copies = happens() ? 2 : 1; copies > 0; copies--) {
			long way = (happens() ? 3 * this.delay : this.delay)
					+ ((this.jitter > 0) ? this.random.nextLong(this.jitter) : 0);
			this.time.at(this.time.now() + way, () -> arrival.accept(carried));
		}
	}

	private boolean happens() {
		return this.badness > 0 && this.random.nextDouble() < this.badness;
	}

	/** Fetches a file to the end. */
	FileParts fetch(VirtualClient client, String name, MemoryFile into) {
		FileParts file = client.fetch(name, into);
		client.wake();
		this.time.runUntil(() -> file.outcome() != null, 100);
		return file;
	}

}
