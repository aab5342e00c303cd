package io.rushb.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * One bound socket of a receiver. Where its send buffer is full, who sends waits for
 * room, but not for long. If there is none, nobody waits again until there was room:
 * clients that ask another address must not wait too.
 */
class BoundSocket {

	/** A full send buffer is empty within far less, at any speed that a server has. */
	private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(10);

	private static final long PAUSE = TimeUnit.MICROSECONDS.toNanos(20);

	private final DatagramChannel channel;

	private final @Nullable InetAddress address;

	private final LongSupplier nanoTime;

	/** Whether the send buffer stayed full when somebody last waited for room. */
	private volatile boolean full;

	/**
	 * Makes one of a channel.
	 * @param channel the socket, bound and non-blocking
	 * @param address its address; {@code null} for the first one, whose address may be
	 * any
	 */
	BoundSocket(DatagramChannel channel, @Nullable InetAddress address) {
		this(channel, address, System::nanoTime);
	}

	BoundSocket(DatagramChannel channel, @Nullable InetAddress address, LongSupplier nanoTime) {
		this.channel = channel;
		this.address = address;
		this.nanoTime = nanoTime;
	}

	DatagramChannel channel() {
		return this.channel;
	}

	@Nullable InetAddress address() {
		return this.address;
	}

	/** Sends a datagram, or throws an exception if it could not be sent. */
	void send(ByteBuffer datagram, InetSocketAddress client) throws IOException {
		boolean sent = attempt(datagram, client) || (!this.full && waitForRoom(datagram, client));
		this.full = !sent;
		if (!sent) {
			throw new IOException("the send buffer stays full");
		}
	}

	private boolean waitForRoom(ByteBuffer datagram, InetSocketAddress client) throws IOException {
		long start = this.nanoTime.getAsLong();
		while (this.nanoTime.getAsLong() - start < PATIENCE) {
			LockSupport.parkNanos(PAUSE);
			if (attempt(datagram, client)) {
				return true;
			}
		}
		return false;
	}

	/** Says whether there was room. */
	boolean attempt(ByteBuffer datagram, InetSocketAddress client) throws IOException {
		return this.channel.send(datagram, client) != 0;
	}

}
