package io.rushb.transport;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The sockets of a receiver. One is bound to the configured address. If that is the
 * wildcard address, each address of the machine has one more, so that answers leave from
 * the address that the client sent to. They are non-blocking channels with one selector,
 * because a thread that waits at a {@link DatagramSocket} always sleeps. One thread
 * receives; any thread may send and add addresses.
 */
final class UdpSocket implements Closeable {

	/**
	 * The send buffer, as far as the kernel grants it. The kernel keeps what goes to a
	 * machine on the same network that is not there for three seconds. With the usual 208
	 * KB, 92 packets to such machines would keep all other clients from being answered;
	 * it knows 1024 such machines at a time.
	 */
	private static final int SEND_BUFFER = 4 * 1024 * 1024;

	private static final long RELEASE_PAUSE = TimeUnit.MICROSECONDS.toNanos(20);

	/**
	 * The most datagrams of one socket in a row; then the other sockets have their turn.
	 */
	private static final int BATCH = 64;

	/** The longest time to drop datagrams if they keep coming. */
	private static final long DISCARD_NANOS = TimeUnit.SECONDS.toNanos(1);

	/**
	 * Longer than a receiver takes to handle a datagram and come back to its selector.
	 */
	private static final long RELEASE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private final BoundSocket main;

	private final Map<InetAddress, BoundSocket> others = new ConcurrentHashMap<>();

	private final Selector selector;

	private final BusyPoll busyPoll;

	private final int receiveBuffer;

	/** The sockets that the latest selection found readable. */
	private final ArrayDeque<BoundSocket> readable = new ArrayDeque<>();

	/** Adds a readable socket. */
	private final Consumer<SelectionKey> note = (key) -> this.readable.add((BoundSocket) key.attachment());

	/** Where the latest datagram came in: the next one most likely does too. */
	private BoundSocket latest;

	private int inARow;

	/**
	 * Binds a socket.
	 * @param address where to, port 0 for any free one
	 * @param receiveBuffer the size of each socket's receive buffer in bytes
	 * @param shared whether other sockets share the port (SO_REUSEPORT)
	 * @param busyPoll how long to look for a datagram, at most, before going to sleep
	 * @throws IOException if that is not possible
	 */
	UdpSocket(InetSocketAddress address, int receiveBuffer, boolean shared, Duration busyPoll) throws IOException {
		this.busyPoll = new BusyPoll(busyPoll.toNanos());
		this.receiveBuffer = receiveBuffer;
		this.selector = Selector.open();
		try {
			this.main = new BoundSocket(bind(address, shared), null);
		}
		catch (IOException | RuntimeException ex) { // a restart tries again and again
			this.selector.close();
			throw ex;
		}
		this.latest = this.main;
		this.main.channel().register(this.selector, SelectionKey.OP_READ, this.main);
	}

	private DatagramChannel bind(InetSocketAddress address, boolean shared) throws IOException {
		DatagramChannel channel = DatagramChannel.open();
		try {
			channel.configureBlocking(false);
			channel.setOption(StandardSocketOptions.SO_RCVBUF, this.receiveBuffer);
			channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
			if (shared) {
				channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
			}
			return channel.bind(address);
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	/** Whether several sockets can share a port on this system. */
	static boolean canShare() {
		try (DatagramChannel channel = DatagramChannel.open()) {
			return channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT);
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Binds one more socket to the same port, without receiving from it yet.
	 * @param address one of this machine's addresses
	 * @throws IOException if that is not possible
	 */
	void add(InetAddress address) throws IOException {
		this.others.put(address, new BoundSocket(bind(new InetSocketAddress(address, localPort()), true), address));
	}

	/**
	 * Begins to receive from a socket that was added.
	 * @param address its address
	 * @param discard whether to drop the datagrams that came since it was bound
	 * @throws IOException if that is not possible
	 */
	void open(InetAddress address, boolean discard) throws IOException {
		BoundSocket bound = this.others.get(address);
		if (bound != null) {
			if (discard) {
				discard(bound);
			}
			bound.channel().register(this.selector, SelectionKey.OP_READ, bound);
			this.selector.wakeup();
		}
	}

	/**
	 * Closes the socket of an address; the wildcard socket then receives its datagrams.
	 */
	void remove(InetAddress address) throws IOException {
		BoundSocket bound = this.others.remove(address);
		if (bound != null) {
			bound.channel().close();
			awaitRelease(bound.channel());
		}
	}

	/** Until the selector has let it go, datagrams still come to it, and are lost. */
	private void awaitRelease(DatagramChannel channel) {
		long end = System.nanoTime() + RELEASE_NANOS;
		while (channel.isRegistered() && System.nanoTime() < end) {
			this.selector.wakeup();
			LockSupport.parkNanos(RELEASE_PAUSE);
		}
	}

	/** The addresses that have a socket of their own. */
	Set<InetAddress> addresses() {
		return this.others.keySet();
	}

	/** Drops the datagrams that have come to the first socket since it was bound. */
	void discard() throws IOException {
		discard(this.main);
	}

	private static void discard(BoundSocket bound) throws IOException {
		ByteBuffer nothing = ByteBuffer.allocate(1);
		long end = System.nanoTime() + DISCARD_NANOS;
		while (bound.channel().receive(nothing.clear()) != null && System.nanoTime() < end) {
			continue;
		}
	}

	/**
	 * Waits for a datagram.
	 * @param buffer where it goes
	 * @return where it comes from; a {@link PeerAddress} if the address asked is known
	 * @throws SocketException if the socket is closed, also meanwhile
	 * @throws InterruptedIOException if the thread is interrupted while it sleeps
	 * @throws IOException if receiving fails
	 */
	InetSocketAddress receive(ByteBuffer buffer) throws IOException {
		InetSocketAddress peer = poll(buffer);
		if (peer != null) {
			return peer;
		}
		long patience = this.busyPoll.patience();
		long start = System.nanoTime();
		while (peer == null && System.nanoTime() - start < patience) {
			Thread.onSpinWait();
			peer = take(this.latest, buffer);
		}
		while (peer == null) {
			sleep();
			peer = poll(buffer);
		}
		this.busyPoll.waited(System.nanoTime() - start);
		return peer;
	}

	private void sleep() throws IOException {
		try {
			this.selector.select(this.note);
			if (Thread.currentThread().isInterrupted()) { // it would not sleep any more
				throw new InterruptedIOException("interrupted while waiting for a datagram");
			}
		}
		catch (ClosedSelectorException ex) {
			throw closed(ex);
		}
	}

	/**
	 * Receives a datagram without waiting, from the latest socket or those that were
	 * found readable.
	 * @param buffer where it goes
	 * @return where it comes from, {@code null} if there is none
	 * @throws SocketException if the socket is closed
	 * @throws IOException if receiving fails
	 */
	@Nullable InetSocketAddress poll(ByteBuffer buffer) throws IOException {
		if (this.inARow >= BATCH && this.readable.isEmpty() && !this.others.isEmpty()) {
			lookAtAll();
		}
		InetSocketAddress peer = (this.inARow < BATCH || this.readable.isEmpty()) ? take(this.latest, buffer) : null;
		while (peer == null && !this.readable.isEmpty()) {
			this.latest = this.readable.remove();
			this.inARow = 0;
			peer = take(this.latest, buffer);
		}
		this.inARow++;
		return peer;
	}

	private void lookAtAll() throws IOException {
		this.inARow = 0;
		try {
			this.selector.selectNow(this.note);
		}
		catch (ClosedSelectorException ex) {
			throw closed(ex);
		}
	}

	private @Nullable InetSocketAddress take(BoundSocket bound, ByteBuffer buffer) throws IOException {
		try {
			InetSocketAddress client = (InetSocketAddress) bound.channel().receive(buffer);
			InetAddress address = bound.address();
			return (client != null && address != null) ? new PeerAddress(client, address) : client;
		}
		catch (ClosedChannelException ex) {
			if (bound == this.main) {
				throw closed(ex);
			}
			this.latest = this.main; // its address is gone
			return null;
		}
	}

	private static SocketException closed(Exception cause) {
		return (SocketException) new SocketException("Socket closed").initCause(cause);
	}

	/**
	 * Sends a datagram, from the address that the client asked if that is known. Waits
	 * for room in the send buffer, but not for long, and not again until there was room.
	 * @param datagram the array that holds it from its first byte on
	 * @param length its length in bytes
	 * @param client where to
	 * @throws IOException if it could not be sent
	 */
	void send(byte[] datagram, int length, InetSocketAddress client) throws IOException {
		BoundSocket bound = (client instanceof PeerAddress peer) ? this.others.getOrDefault(peer.asked(), this.main)
				: this.main;
		bound.send(ByteBuffer.wrap(datagram, 0, length), client);
	}

	/** The first socket, for the JDK's older API. */
	DatagramSocket socket() {
		return this.main.channel().socket();
	}

	boolean isOpen() {
		return this.main.channel().isOpen();
	}

	int localPort() {
		return socket().getLocalPort();
	}

	/** Also ends a {@link #receive} that waits: closing the selector wakes it up. */
	@Override
	public void close() throws IOException {
		try {
			this.main.channel().close();
			for (BoundSocket bound : this.others.values()) {
				bound.channel().close();
			}
		}
		finally {
			this.selector.close();
		}
	}

}
