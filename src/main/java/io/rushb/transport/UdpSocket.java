package io.rushb.transport;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.DatagramSocket;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The bound socket of a receiver. A non-blocking channel with a selector, since a
 * {@link DatagramSocket} can only be waited for asleep. One thread receives, any may
 * send.
 */
final class UdpSocket implements Closeable {

	/** A full send buffer is empty within far less, at any speed that a server has. */
	private static final long SEND_PATIENCE = TimeUnit.MILLISECONDS.toNanos(10);

	private static final long SEND_PAUSE = TimeUnit.MICROSECONDS.toNanos(20);

	/** There is one key only: it need not be told which. */
	private static final Consumer<SelectionKey> READABLE = (key) -> {
	};

	private final DatagramChannel channel;

	private final Selector selector;

	private final BusyPoll busyPoll;

	/**
	 * Binds a socket.
	 * @param address where to, port 0 for any free one
	 * @param receiveBuffer the size of the socket's receive buffer in bytes
	 * @param shared whether other sockets share the port (SO_REUSEPORT)
	 * @param busyPoll how long to look for a datagram, at most, before going to sleep
	 * @throws IOException if that is not possible
	 */
	UdpSocket(InetSocketAddress address, int receiveBuffer, boolean shared, Duration busyPoll) throws IOException {
		this.busyPoll = new BusyPoll(busyPoll.toNanos());
		this.selector = Selector.open();
		try {
			this.channel = DatagramChannel.open();
		}
		catch (IOException ex) {
			this.selector.close();
			throw ex;
		}
		try {
			this.channel.configureBlocking(false);
			this.channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
			if (shared) {
				this.channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
			}
			this.channel.bind(address);
			this.channel.register(this.selector, SelectionKey.OP_READ);
		}
		catch (IOException | RuntimeException ex) { // a restart tries again and again
			close();
			throw ex;
		}
	}

	/**
	 * Waits for a datagram.
	 * @param buffer where it goes
	 * @return where it comes from
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
			peer = poll(buffer);
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
			this.selector.select(READABLE);
			if (Thread.currentThread().isInterrupted()) { // it would not sleep any more
				throw new InterruptedIOException("interrupted while waiting for a datagram");
			}
		}
		catch (ClosedSelectorException ex) {
			throw closed(ex);
		}
	}

	/**
	 * Takes a datagram that is there.
	 * @param buffer where it goes
	 * @return where it comes from, {@code null} if there is none
	 * @throws SocketException if the socket is closed
	 * @throws IOException if receiving fails
	 */
	@Nullable InetSocketAddress poll(ByteBuffer buffer) throws IOException {
		try {
			return (InetSocketAddress) this.channel.receive(buffer);
		}
		catch (ClosedChannelException ex) {
			throw closed(ex);
		}
	}

	private static SocketException closed(Exception cause) {
		return (SocketException) new SocketException("Socket closed").initCause(cause);
	}

	/**
	 * Sends a datagram. Waits for room in the send buffer, but not for long.
	 * @param datagram the array that holds it from its first byte on
	 * @param length its length in bytes
	 * @param peer where to
	 * @throws IOException if it could not be sent
	 */
	void send(byte[] datagram, int length, InetSocketAddress peer) throws IOException {
		ByteBuffer buffer = ByteBuffer.wrap(datagram, 0, length);
		if (this.channel.send(buffer, peer) == 0) {
			sendPatiently(buffer, peer);
		}
	}

	private void sendPatiently(ByteBuffer buffer, InetSocketAddress peer) throws IOException {
		long start = System.nanoTime();
		do {
			if (System.nanoTime() - start > SEND_PATIENCE) {
				throw new IOException("the send buffer stays full");
			}
			LockSupport.parkNanos(SEND_PAUSE);
		}
		while (this.channel.send(buffer, peer) == 0);
	}

	/** The same as the JDK's older API has it, to know and to close it by. */
	DatagramSocket socket() {
		return this.channel.socket();
	}

	boolean isOpen() {
		return this.channel.isOpen();
	}

	int localPort() {
		return socket().getLocalPort();
	}

	/** Also ends a {@link #receive} that waits: closing the selector wakes it up. */
	@Override
	public void close() throws IOException {
		try {
			this.channel.close();
		}
		finally {
			this.selector.close();
		}
	}

}
