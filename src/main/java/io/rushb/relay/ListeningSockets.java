package io.rushb.relay;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.rushb.addresses.LocalAddresses;
import io.rushb.addresses.LoopbackTable;
import org.jspecify.annotations.Nullable;

/**
 * The sockets that clients send to. One is bound to the configured address. If that is
 * the wildcard address, each address of the machine has one more, so that answers leave
 * from the address that the client sent to. Java cannot choose the source address of a
 * wildcard socket. Addresses that come and go are found every few seconds; until then the
 * wildcard socket receives their datagrams. An address where another program has the port
 * is left to that program. One thread uses it.
 */
final class ListeningSockets {

	/** Clients repeat a request for longer than that, so they find a new address. */
	static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(3);

	/** How often a table of the kernel may be read for a client. */
	private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	/**
	 * More than nearly all hosts have. Balancers may have thousands, but each takes a
	 * descriptor.
	 */
	static final int MOST_ADDRESSES = 256;

	private final Sockets sockets;

	private final Selector selector;

	private final LocalAddresses machine;

	private final LoopbackTable loopback;

	private final DatagramChannel main;

	private final Map<InetAddress, DatagramChannel> others = new HashMap<>();

	/** Loopback addresses that clients have asked: no interface lists them. */
	private final Set<InetAddress> asked = new HashSet<>();

	/** How many addresses got no socket at the last look. */
	private final Set<InetAddress> leftOut = new HashSet<>();

	private volatile int mostLeftOut;

	private final long pause;

	private long nextLook = Long.MAX_VALUE;

	private long tableReadAt;

	/**
	 * Opens the sockets.
	 * @param sockets where they come from
	 * @param listen where clients send to
	 * @param selector tells which of them are readable
	 * @param machine this machine's addresses
	 * @param loopback which loopback address a client has asked
	 * @param pause how long to wait between two looks at the machine's addresses, in ns
	 * @throws IOException if there is no socket at that address
	 */
	ListeningSockets(Sockets sockets, InetSocketAddress listen, Selector selector, LocalAddresses machine,
			LoopbackTable loopback, long pause) throws IOException {
		this.sockets = sockets;
		this.selector = selector;
		this.machine = machine;
		this.loopback = loopback;
		this.pause = pause;
		if (LocalAddresses.isOfMany(listen.getAddress())) {
			throw new BindException("it is the address of many machines");
		}
		this.main = sockets.open(listen, false);
		this.main.register(selector, SelectionKey.OP_READ);
		long now = System.nanoTime();
		this.tableReadAt = now - LOOK_NANOS;
		if (listen.getAddress().isAnyLocalAddress()
				&& this.main.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
			lookAround(now);
		}
	}

	int port() {
		return this.main.socket().getLocalPort();
	}

	/** When {@link #lookAround} is due. */
	long nextLook() {
		return this.nextLook;
	}

	/** Brings the sockets up to date with the machine's addresses. */
	void lookAround(long now) throws IOException {
		this.nextLook = now + this.pause;
		Set<InetAddress> wanted = new HashSet<>(this.asked);
		try {
			wanted.addAll(this.machine.find());
		}
		catch (SocketException ex) {
			return; // the interfaces could not be asked: the next look may tell
		}
		for (Iterator<Map.Entry<InetAddress, DatagramChannel>> all = this.others.entrySet().iterator(); all
			.hasNext();) {
			Map.Entry<InetAddress, DatagramChannel> one = all.next();
			if (!wanted.contains(one.getKey())) {
				one.getValue().close();
				all.remove();
			}
		}
		this.leftOut.clear();
		wanted.forEach(this::open);
	}

	/**
	 * The most addresses at a time that had no socket of their own, because there were
	 * too many.
	 */
	int leftOut() {
		return this.mostLeftOut;
	}

	private boolean open(InetAddress address) {
		if (this.others.containsKey(address)) {
			return true;
		}
		if (this.others.size() >= MOST_ADDRESSES) {
			this.leftOut.add(address);
			this.mostLeftOut = Math.max(this.mostLeftOut, this.leftOut.size());
			return false;
		}
		try {
			// The port is shared for this moment only, so that no other program gets it.
			this.main.setOption(StandardSocketOptions.SO_REUSEPORT, true);
			try {
				DatagramChannel channel = this.sockets.open(new InetSocketAddress(address, port()), true);
				this.others.put(address, channel);
				channel.setOption(StandardSocketOptions.SO_REUSEPORT, false);
				channel.register(this.selector, SelectionKey.OP_READ, address);
			}
			finally {
				this.main.setOption(StandardSocketOptions.SO_REUSEPORT, false);
			}
			return true;
		}
		catch (IOException ex) { // another program's, or gone: the wildcard socket has it
			return false;
		}
	}

	/**
	 * Tells which address a client has asked.
	 * @param key the socket that its datagram came to
	 * @param client the client
	 * @param now the time
	 * @return the address; {@code null} if it is not known
	 */
	@Nullable InetAddress asked(SelectionKey key, InetSocketAddress client, long now) {
		if (key.attachment() instanceof InetAddress address) {
			return address;
		}
		boolean look = this.nextLook != Long.MAX_VALUE && client.getAddress().isLoopbackAddress()
				&& now - this.tableReadAt >= LOOK_NANOS;
		if (!look) {
			return null;
		}
		this.tableReadAt = now;
		InetAddress address = this.loopback.asked(client, port()).orElse(null);
		if (address == null || !address.isLoopbackAddress() || !open(address)) {
			return null;
		}
		this.asked.add(address);
		return address;
	}

	/** The socket from which a client is answered. */
	DatagramChannel from(@Nullable InetAddress address) {
		return (address != null) ? this.others.getOrDefault(address, this.main) : this.main;
	}

}
