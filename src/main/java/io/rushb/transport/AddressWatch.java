package io.rushb.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

import io.rushb.addresses.LocalAddresses;
import io.rushb.addresses.LoopbackTable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * If the service listens on all addresses, each address of this machine gets a socket of
 * its own, as in ntpd, named and unbound. So answers leave from the address that the
 * client sent to; Java cannot choose the source address of a wildcard socket.
 * <ul>
 * <li>Addresses that come and go: are found every few seconds. Until then the wildcard
 * socket receives their datagrams.
 * <li>A session whose address has gone: continues. It is answered from the wildcard
 * socket, or from its address when that is back.
 * <li>A loopback address that no interface lists, as 127.0.0.2: is found when a client
 * whose socket is connected to it asks; it keeps its socket.
 * <li>An address where another program has the port: is left to that program, and logged
 * once.
 * <li>More addresses than the limit: are answered from the wildcard socket.
 * </ul>
 */
final class AddressWatch {

	private static final Logger logger = LoggerFactory.getLogger(AddressWatch.class);

	/** Clients repeat a request for longer than that, so they find a new address. */
	private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(3);

	/**
	 * More than nearly all hosts have. Balancers may have thousands, but each takes a
	 * descriptor.
	 */
	static final int MOST_ADDRESSES = 256;

	/** How often a table of the kernel may be read for a client. */
	private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	private final List<UdpReceiver> receivers;

	private final LocalAddresses machine;

	private final LoopbackTable loopback;

	private final ProtocolTimer timer;

	private final Runnable onChange;

	private final ReentrantLock lock = new ReentrantLock();

	private final Set<InetAddress> open = new LinkedHashSet<>();

	/** Loopback addresses that clients have asked. */
	private final Set<InetAddress> asked = new LinkedHashSet<>();

	/** Addresses whose failure was logged. */
	private final Set<InetAddress> told = new HashSet<>();

	private volatile Set<InetAddress> view = Set.of();

	/** How often an address got no socket because there were {@link #MOST_ADDRESSES}. */
	private final LongAdder leftOut = new LongAdder();

	private boolean leftOutTold;

	private long lookedAt;

	private boolean watching;

	/**
	 * Counts the starts. What an earlier start has scheduled ends when it sees a later
	 * one.
	 */
	private int starts;

	AddressWatch(List<UdpReceiver> receivers, LocalAddresses machine, LoopbackTable loopback, ProtocolTimer timer,
			Runnable onChange) {
		this.receivers = receivers;
		this.machine = machine;
		this.loopback = loopback;
		this.timer = timer;
		this.onChange = onChange;
		this.lookedAt = System.nanoTime() - LOOK_NANOS;
		receivers.forEach((receiver) -> receiver.onUnknownAddress(this::asked));
	}

	/** Opens sockets for all addresses, now and for addresses that come later. */
	void start() {
		this.lock.lock();
		try {
			this.watching = true;
			this.starts++;
			this.open.clear();
			watch(this.starts);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The sockets are closed with their receivers. */
	void stop() {
		this.lock.lock();
		try {
			this.watching = false;
			this.open.clear();
			this.view = Set.of();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The addresses that have a socket of their own. */
	Set<InetAddress> addresses() {
		return this.view;
	}

	private void watch(int start) {
		this.lock.lock();
		try {
			if (this.watching && this.starts == start) {
				lookAround();
				this.timer.schedule(() -> watch(start), PAUSE_NANOS);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Brings the sockets up to date with the machine's addresses. */
	void lookAround() {
		this.lock.lock();
		try {
			Set<InetAddress> wanted = new LinkedHashSet<>(this.machine.find());
			wanted.addAll(this.asked);
			for (InetAddress address : List.copyOf(this.open)) {
				if (!wanted.contains(address)) {
					close(address);
				}
			}
			for (InetAddress address : wanted) {
				if (!this.open.contains(address) && isRoom()) {
					open(address);
				}
			}
		}
		catch (IOException ex) {
			logger.warn("This machine's addresses could not be found: {}", ex.toString());
		}
		finally {
			this.view = Set.copyOf(this.open);
			this.lock.unlock();
		}
	}

	/** How often an address got no socket of its own, since there are too many. */
	long leftOut() {
		return this.leftOut.sum();
	}

	private boolean isRoom() {
		if (this.open.size() < MOST_ADDRESSES) {
			return true;
		}
		this.leftOut.increment();
		if (!this.leftOutTold) {
			this.leftOutTold = true;
			logger.warn("This machine has more than {} addresses: clients that ask the others are answered from the"
					+ " address that the system chooses", MOST_ADDRESSES);
		}
		return false;
	}

	/**
	 * All receivers bind before the first one receives. The kernel gives each client to
	 * one of the sockets by their order, and what came before all were bound may have
	 * come to the wrong one. The wildcard sockets divide the clients in another way, see
	 * {@link RushbServer#clientsMayMove()}.
	 */
	private boolean open(InetAddress address) {
		List<UdpSocket> bound = new ArrayList<>();
		try {
			this.onChange.run();
			for (UdpReceiver receiver : this.receivers) {
				UdpSocket socket = receiver.socket();
				socket.add(address);
				bound.add(socket);
			}
			for (UdpSocket socket : bound) {
				socket.open(address, bound.size() > 1);
			}
			this.open.add(address);
			this.told.remove(address);
			return true;
		}
		catch (IOException | RuntimeException ex) {
			bound.forEach((socket) -> close(socket, address));
			if (this.told.size() < MOST_ADDRESSES && this.told.add(address)) {
				logger.warn("No socket of its own for {}: {}", address.getHostAddress(), ex.toString());
			}
			return false;
		}
	}

	private void close(InetAddress address) {
		this.open.remove(address);
		this.onChange.run();
		for (UdpReceiver receiver : this.receivers) {
			try {
				close(receiver.socket(), address);
			}
			catch (IOException ex) {
				continue; // stopped, and its sockets are closed
			}
		}
	}

	private static void close(UdpSocket socket, InetAddress address) {
		try {
			socket.remove(address);
		}
		catch (IOException ex) {
			logger.warn("The socket of {} could not be closed: {}", address.getHostAddress(), ex.toString());
		}
	}

	/**
	 * Finds which loopback address a client on this machine has asked, and opens it.
	 * @return the address; {@code null} if it cannot be told now
	 */
	private @Nullable InetAddress asked(InetSocketAddress client) {
		if (!this.lock.tryLock()) { // the receivers are being stopped, or another asks
			return null;
		}
		try {
			if (!this.watching || System.nanoTime() - this.lookedAt < LOOK_NANOS) {
				return null;
			}
			this.lookedAt = System.nanoTime();
			InetAddress address = this.loopback.asked(client, this.receivers.get(0).localPort()).orElse(null);
			if (address == null || !address.isLoopbackAddress()) {
				return null;
			}
			if (!this.open.contains(address) && !(isRoom() && open(address))) {
				return null;
			}
			this.asked.add(address);
			this.view = Set.copyOf(this.open);
			return address;
		}
		finally {
			this.lock.unlock();
		}
	}

}
