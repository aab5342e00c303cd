package io.rushb.client.relay;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A relay that plays a bad network for any UDP protocol: clients send to it, it sends
 * what it lets through to the server, from one socket for each client, and back. All its
 * work is done by one thread of its own.
 */
public final class Relay implements Closeable {

	private static final int MAX_DATAGRAM = 65535;

	private static final int RECEIVE_BUFFER = 1 << 21;

	/** So many of one socket at a time, so that the others have their turn. */
	private static final int BATCH = 64;

	private static final int MAX_UNDER_WAY = 100_000;

	private static final long STOP_MILLIS = 5000;

	private final RelaySettings settings;

	private final Selector selector;

	private final DatagramChannel listening;

	private final Thread thread;

	private final Map<InetSocketAddress, Client> clients = new LinkedHashMap<>(16, 0.75f, true);

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

	private Relay(RelaySettings settings) throws IOException {
		this.settings = settings;
		this.random = new SplittableRandom(settings.seed());
		this.selector = Selector.open();
		this.listening = open();
		this.listening.bind(settings.listen());
		this.listening.register(this.selector, SelectionKey.OP_READ);
		this.thread = new Thread(this::run, "rushb-relay");
		this.thread.setDaemon(true);
	}

	/**
	 * Starts a relay.
	 * @param settings how it works
	 * @return the relay, at work
	 * @throws IOException if it cannot listen there
	 */
	public static Relay start(RelaySettings settings) throws IOException {
		Relay relay = new Relay(settings);
		relay.thread.start();
		return relay;
	}

	private static DatagramChannel open() throws IOException {
		DatagramChannel channel = DatagramChannel.open();
		channel.configureBlocking(false);
		channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
		return channel;
	}

	/**
	 * Returns the port that clients send to.
	 * @return the UDP port
	 */
	public int port() {
		return this.listening.socket().getLocalPort();
	}

	/**
	 * Swallows everything from now on, or no longer, whatever the settings say.
	 * @param on whether to swallow
	 */
	public void swallow(boolean on) {
		this.swallowing = on;
	}

	/**
	 * Returns what was done so far, also after {@link #close()}.
	 * @return the report
	 */
	public RelayReport report() {
		return new RelayReport(this.toServer.counts(), this.toClients.counts(), this.seenClients, this.evicted);
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
				for (Runnable due = this.departures.poll(now); due != null; due = this.departures.poll(now)) {
					due.run();
				}
			}
		}
		catch (ClosedSelectorException ex) {
			// Closed while it waited.
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void await() throws IOException {
		long nanos = this.departures.next() - System.nanoTime();
		if (this.departures.next() == Long.MAX_VALUE) {
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
		Client client = (Client) key.attachment();
		for (int i = 0; i < BATCH && key.isValid(); i++) {
			InetSocketAddress source = receiveInto((DatagramChannel) key.channel());
			if (source == null) {
				return;
			}
			byte[] datagram = new byte[this.buffer.position()];
			this.buffer.flip().get(datagram);
			long now = System.nanoTime();
			if (client != null) {
				if (!source.equals(this.settings.server())) {
					continue; // a stranger
				}
				pass(client.toClient, this.toClients, datagram, now,
						(bytes) -> send(this.listening, bytes, client.address, this.toClients));
			}
			else {
				Client sender = client(source);
				if (sender == null) {
					this.toServer.seen.increment();
					this.toServer.dropped.increment();
					continue;
				}
				pass(sender.toServer, this.toServer, datagram, now,
						(bytes) -> send(sender.upstream, bytes, this.settings.server(), this.toServer));
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
	private @Nullable Client client(InetSocketAddress address) throws IOException {
		Client known = this.clients.get(address);
		if (known != null) {
			return known;
		}
		if (this.clients.size() >= this.settings.clients()) {
			Iterator<Client> silent = this.clients.values().iterator();
			silent.next().upstream.close();
			silent.remove();
			this.evicted++;
		}
		DatagramChannel upstream;
		try {
			upstream = open();
		}
		catch (SocketException ex) {
			return null;
		}
		// Not connected: a connected channel sends no empty datagrams.
		upstream.bind(null);
		this.seenClients++;
		Client client = new Client(address, upstream,
				new Way(this.settings.impairments(), this.random.split(), this.toServer),
				new Way(this.settings.impairments(), this.random.split(), this.toClients));
		upstream.register(this.selector, SelectionKey.OP_READ, client);
		this.clients.put(address, client);
		return client;
	}

	/**
	 * Stops. What is under way is lost.
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

	private record Client(InetSocketAddress address, DatagramChannel upstream, Way toServer, Way toClient) {

	}

}
