package io.rushb.relay;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.rushb.addresses.LocalAddresses;
import io.rushb.addresses.LoopbackTable;
import org.jspecify.annotations.Nullable;

/**
 * A relay that emulates a bad network for any UDP protocol. Clients send to it. It
 * forwards their datagrams to the server, from one socket for each client, and the
 * answers back to the clients. One thread of its own does all the work.
 */
public final class Relay implements Closeable {

	private static final int MAX_DATAGRAM = 65535;

	/**
	 * The most datagrams of one socket in a row; then the other sockets have their turn.
	 */
	private static final int BATCH = 64;

	private static final int MAX_UNDER_WAY = 100_000;

	private static final int MAX_GONE = 1000;

	/** RFC 8305, section 8: the recommended delay between two attempts. */
	private static final long NEXT_ADDRESS = TimeUnit.MILLISECONDS.toNanos(250);

	private static final long STOP_MILLIS = 5000;

	private final RelaySettings settings;

	private final Sockets sockets;

	private final Selector selector;

	private final ListeningSockets listening;

	private final Thread thread;

	private final Map<InetSocketAddress, RelayClient> clients = new LinkedHashMap<>(16, 0.75f, true);

	/** The clients evicted last. If one comes back, it was evicted too early. */
	private final Set<InetSocketAddress> gone = new LinkedHashSet<>();

	private final Servers servers;

	private final Departures departures = new Departures(MAX_UNDER_WAY);

	private final SplittableRandom random;

	private final WayTally toServer = new WayTally();

	private final WayTally toClients = new WayTally();

	private final ByteBuffer buffer = ByteBuffer.allocate(MAX_DATAGRAM);

	private final long startedAt = System.nanoTime();

	private volatile boolean swallowing;

	private volatile boolean stopped;

	private volatile long seenClients;

	private volatile long evicted;

	private volatile long returned;

	private volatile long refused;

	private volatile @Nullable Throwable failure;

	private Relay(RelaySettings settings, Sockets sockets, LocalAddresses machine, long lookPause) throws IOException {
		this.settings = settings;
		this.servers = new Servers(settings.servers());
		this.sockets = sockets;
		this.random = new SplittableRandom(settings.seed());
		this.selector = Selector.open();
		this.listening = new ListeningSockets(sockets, settings.listen(), this.selector, machine,
				LoopbackTable.ofThisMachine(), lookPause);
		this.thread = new Thread(this::run, "rushb-relay");
		this.thread.setDaemon(true);
	}

	/**
	 * Starts a relay.
	 * @param settings how it works
	 * @return the running relay
	 * @throws IOException if it cannot listen there
	 */
	public static Relay start(RelaySettings settings) throws IOException {
		return start(settings, Sockets::udp, LocalAddresses::ofInterfaces, ListeningSockets.PAUSE_NANOS);
	}

	static Relay start(RelaySettings settings, Sockets sockets, LocalAddresses machine, long lookPause)
			throws IOException {
		Relay relay = new Relay(settings, sockets, machine, lookPause);
		relay.thread.start();
		return relay;
	}

	/**
	 * Returns the port that clients send to.
	 * @return the UDP port
	 */
	public int port() {
		return this.listening.port();
	}

	/**
	 * Swallows everything from now on, or no longer, whatever the settings say.
	 * @param on whether to swallow
	 */
	public void swallow(boolean on) {
		this.swallowing = on;
	}

	/**
	 * Returns the counts so far, also after {@link #close()}.
	 * @return the report
	 */
	public RelayReport report() {
		return new RelayReport(this.toServer.counts(), this.toClients.counts(), this.seenClients, this.evicted,
				this.returned, this.refused, this.listening.leftOut());
	}

	/**
	 * Returns the failure that has stopped the relay.
	 * @return the failure, {@code null} if there was none
	 */
	public @Nullable Throwable failure() {
		return this.failure;
	}

	private void run() {
		try {
			while (!this.stopped) {
				await();
				for (Iterator<SelectionKey> keys = this.selector.selectedKeys().iterator(); keys.hasNext();) {
					SelectionKey key = keys.next();
					keys.remove();
					receive(key);
				}
				long now = System.nanoTime();
				if (now >= this.listening.nextLook()) {
					this.listening.lookAround(now);
				}
				for (Runnable due = this.departures.poll(now); due != null; due = this.departures.poll(now)) {
					due.run();
				}
			}
		}
		catch (ClosedSelectorException ex) {
			// Closed while it waited.
		}
		catch (IOException | RuntimeException | Error ex) {
			this.failure = ex;
		}
	}

	private void await() throws IOException {
		long next = Math.min(this.departures.next(), this.listening.nextLook());
		long nanos = next - System.nanoTime();
		if (next == Long.MAX_VALUE) {
			this.selector.select();
		}
		else if (nanos > 0) {
			// Rounded up: waking too early would spin.
			this.selector.select(TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
		}
		else {
			this.selector.selectNow();
		}
	}

	private void receive(SelectionKey key) throws IOException {
		for (int i = 0; i < BATCH && key.isValid(); i++) {
			InetSocketAddress source = receiveInto((DatagramChannel) key.channel());
			if (source == null) {
				return;
			}
			byte[] datagram = new byte[this.buffer.position()];
			this.buffer.flip().get(datagram);
			long now = System.nanoTime();
			if (key.attachment() instanceof RelayClient client) {
				if (!client.choice.isServer(source)) {
					continue; // a stranger
				}
				pass(client.toClient, this.toClients, datagram, now,
						(bytes) -> send(this.listening.from(client.asked), bytes, client.address, this.toClients));
			}
			else {
				RelayClient sender = client(source);
				InetAddress asked = this.listening.asked(key, source, now);
				if (sender == null) {
					this.toServer.seen.increment();
					this.toServer.dropped.increment();
					this.refused++;
					continue;
				}
				sender.asked = (asked != null) ? asked : sender.asked;
				pass(sender.toServer, this.toServer, datagram, now, (bytes) -> sendToServer(sender, bytes));
			}
		}
	}

	private @Nullable InetSocketAddress receiveInto(DatagramChannel channel) throws IOException {
		this.buffer.clear();
		try {
			return (InetSocketAddress) channel.receive(this.buffer);
		}
		catch (PortUnreachableException ex) {
			return null; // the server is not there now: a silent network
		}
	}

	private void pass(Way way, WayTally tally, byte[] datagram, long now, Consumer<byte[]> sender) {
		if (this.swallowing || this.settings.blackhole().isOpen(now - this.startedAt)) {
			tally.seen.increment();
			tally.swallowed.increment();
			return;
		}
		way.take(datagram, now, (bytes, at) -> {
			if (!this.departures.add(() -> sender.accept(bytes), at)) {
				tally.dropped.increment();
			}
		});
	}

	/**
	 * Sends to the server's address that answers. While that is not known, further
	 * addresses follow later.
	 */
	private void sendToServer(RelayClient client, byte[] bytes) {
		List<InetSocketAddress> targets = client.choice.targets();
		send(client.upstream, bytes, targets.get(0), this.toServer);
		long at = System.nanoTime();
		for (InetSocketAddress target : targets.subList(1, targets.size())) {
			at += NEXT_ADDRESS;
			this.departures.add(() -> {
				if (!client.choice.isMade()) {
					send(client.upstream, bytes, target, new WayTally()); // counted
																			// already
				}
			}, at);
		}
	}

	private static void send(DatagramChannel channel, byte[] bytes, InetSocketAddress target, WayTally tally) {
		try {
			channel.send(ByteBuffer.wrap(bytes), target);
			tally.sent.increment();
		}
		catch (IOException ex) {
			tally.dropped.increment(); // nobody there, or the client was evicted
		}
	}

	/** The client of this address; {@code null} if there is no socket for it now. */
	private @Nullable RelayClient client(InetSocketAddress address) throws IOException {
		RelayClient known = this.clients.get(address);
		if (known != null) {
			return known;
		}
		if (this.clients.size() >= this.settings.clients()) {
			evict();
		}
		DatagramChannel upstream;
		try {
			upstream = this.sockets.open(null, false);
		}
		catch (IOException ex) { // no descriptor, or no port: perhaps for the next one
			return null;
		}
		this.seenClients++;
		if (this.gone.remove(address)) {
			this.returned++;
		}
		RelayClient client = new RelayClient(address, upstream, this.servers.choice(),
				new Way(this.settings.impairments(), this.random.split(), this.toServer),
				new Way(this.settings.impairments(), this.random.split(), this.toClients));
		upstream.register(this.selector, SelectionKey.OP_READ, client);
		this.clients.put(address, client);
		return client;
	}

	/** The client that was silent the longest gives way to another one. */
	private void evict() throws IOException {
		Iterator<RelayClient> silent = this.clients.values().iterator();
		RelayClient client = silent.next();
		client.upstream.close();
		silent.remove();
		this.evicted++;
		this.gone.add(client.address);
		if (this.gone.size() > MAX_GONE) {
			Iterator<InetSocketAddress> longest = this.gone.iterator();
			longest.next();
			longest.remove();
		}
	}

	/**
	 * Stops. Datagrams that it still holds are lost.
	 * @throws IOException if a socket cannot be closed
	 */
	@Override
	public void close() throws IOException {
		this.stopped = true;
		this.selector.wakeup();
		try {
			this.thread.join(STOP_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		for (SelectionKey key : this.selector.keys()) {
			key.channel().close();
		}
		this.selector.close();
	}

}
