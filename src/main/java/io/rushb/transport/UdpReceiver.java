package io.rushb.transport;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.UnsupportedAddressTypeException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import io.rushb.addresses.LocalAddresses;
import io.rushb.wire.PacketCodec;
import org.jspecify.annotations.Nullable;

import org.springframework.integration.ip.udp.UdpServerListeningEvent;
import org.springframework.integration.ip.udp.inbound.AbstractInternetProtocolReceivingChannelAdapter;

/**
 * The inbound adapter: a socket, or one for each address, and one thread that receives.
 * <p>
 * It extends the base class of Spring Integration's UDP receivers, which starts
 * {@link #run()} on an executor and has the output channel and the life cycle. Its
 * subclasses' sockets, buffers and pools do not suit, so it does not extend those. Case
 * by case:
 * <ul>
 * <li>Start: the socket is bound in the caller's thread, so that a port in use is a
 * failure of the start. After a restart the port is the same.
 * <li>A datagram: is sent to the output channel at once, on the receiver's thread. So
 * datagrams stay in order, and the kernel's bounded buffer is the only queue.
 * <li>A datagram longer than a packet: is received with one byte too many, so that it can
 * be recognised.
 * <li>An empty datagram: is a datagram like any other.
 * <li>An exception while a datagram is handled: is a defect of the service. It is
 * counted, the first one is logged, and the next datagram is received.
 * <li>An error of the socket, or a closed socket: ends the loop. The supervisor is told
 * and starts the receiver again.
 * <li>Stop: closes the socket, which ends the loop. Only a start binds the port again.
 * </ul>
 */
class UdpReceiver extends AbstractInternetProtocolReceivingChannelAdapter {

	/** One byte more than a packet has, so that a longer datagram can be recognised. */
	private static final int BUFFER_LENGTH = PacketCodec.PACKET_LENGTH + 1;

	private final InetSocketAddress address;

	private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_LENGTH);

	private @Nullable Function<InetSocketAddress, @Nullable InetAddress> unknownAddress;

	private Runnable onLoopEnd = () -> {
	};

	/** The port once it is known, so that a restarted receiver has the same. */
	private volatile int port;

	private volatile @Nullable UdpSocket bound;

	private final AtomicReference<@Nullable Thread> loop = new AtomicReference<>();

	/**
	 * The size of the socket's send buffer in bytes; the system's own if not positive.
	 */
	private int sendBuffer = -1;

	/** Whether other receivers share the port. */
	private final boolean shared;

	private final Duration busyPoll;

	private volatile long errors;

	/**
	 * Makes a receiver.
	 * @param address where to listen, port 0 for any free one
	 * @param receiveBuffer the size of the socket's receive buffer in bytes
	 * @param shared whether other receivers share the port (SO_REUSEPORT)
	 * @param busyPoll how long to look for a datagram, at most, before going to sleep
	 * @param threadName the name of the loop's thread
	 */
	UdpReceiver(InetSocketAddress address, int receiveBuffer, boolean shared, Duration busyPoll, String threadName) {
		super(address.getPort());
		this.address = address;
		setSoReceiveBufferSize(receiveBuffer);
		this.shared = shared;
		this.busyPoll = busyPoll;
		this.port = address.getPort();
		setAutoStartup(false);
		setTaskExecutor((task) -> {
			Thread thread = new Thread(task, threadName);
			this.loop.set(thread);
			thread.start();
		});
	}

	@Override
	public void setSoSendBufferSize(int size) {
		this.sendBuffer = size;
	}

	/**
	 * Sets the action that the loop's thread does when the loop ends, for whatever
	 * reason.
	 */
	void onLoopEnd(Runnable action) {
		this.onLoopEnd = action;
	}

	/**
	 * Binds, without receiving yet.
	 * @param wantedPort the port, 0 for any free one
	 */
	void bind(int wantedPort) {
		InetSocketAddress wanted = new InetSocketAddress(this.address.getAddress(), wantedPort);
		try {
			if (LocalAddresses.isOfMany(wanted.getAddress())) {
				throw new BindException("it is the address of many machines");
			}
			UdpSocket socket = new UdpSocket(wanted, getSoReceiveBufferSize(), this.shared, this.busyPoll);
			if (this.sendBuffer > 0) {
				socket.socket().setSendBufferSize(this.sendBuffer);
			}
			this.port = socket.localPort();
			this.bound = socket;
		}
		catch (IOException | UnsupportedAddressTypeException ex) {
			throw new PortUnavailableException(wanted, ex);
		}
	}

	/**
	 * Finds a port that nobody has, not even a program that would share it, such as a
	 * second instance of the service.
	 */
	int unusedPort() {
		InetSocketAddress wanted = new InetSocketAddress(this.address.getAddress(), this.port);
		try (DatagramSocket probe = new DatagramSocket(wanted)) {
			return probe.getLocalPort();
		}
		catch (SocketException | UnsupportedAddressTypeException ex) {
			throw new PortUnavailableException(wanted, ex);
		}
	}

	/** Drops the datagrams that have come since the socket was bound. */
	void discard() {
		try {
			socket().discard();
		}
		catch (IOException ex) {
			throw new PortUnavailableException(this.address, ex);
		}
	}

	/** Whether other sockets have the same port. */
	boolean sharesPort() {
		return this.shared;
	}

	/** Whether it listens on all of this machine's addresses. */
	boolean isOnAllAddresses() {
		return this.address.getAddress().isAnyLocalAddress();
	}

	/**
	 * Sets the function that finds the address of this machine that a client has sent to.
	 */
	void onUnknownAddress(Function<InetSocketAddress, @Nullable InetAddress> finder) {
		this.unknownAddress = finder;
	}

	@Override
	protected void doStart() {
		if (this.bound == null) {
			bind(this.port);
		}
		super.doStart();
	}

	/** After a stop nobody sends: a late timer finds no socket. */
	@Override
	protected void doStop() {
		close();
		super.doStop();
	}

	private void close() {
		UdpSocket socket = this.bound;
		this.bound = null;
		try {
			if (socket != null) {
				socket.close();
			}
		}
		catch (IOException ex) {
			this.logger.warn(ex, "The socket could not be closed");
		}
	}

	/** Stops, and waits for the end of the loop: two loops would mix up the order. */
	void stopAndJoin() {
		Thread thread = this.loop.get();
		stop();
		close(); // a stop of an adapter that was never started does nothing
		try {
			if (thread != null && thread != Thread.currentThread()) {
				thread.join(TimeUnit.SECONDS.toMillis(5));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void run() {
		try {
			setListening(true);
			getApplicationEventPublisher().publishEvent(new UdpServerListeningEvent(this, this.port));
			while (isActive()) {
				handle(receive());
			}
		}
		catch (IOException | RuntimeException ex) {
			if (isActive() && !(ex instanceof SocketException)) {
				this.logger.warn(ex, "The receiver loop failed");
			}
		}
		finally {
			setListening(false);
			this.loop.compareAndSet(Thread.currentThread(), null);
			this.onLoopEnd.run();
		}
	}

	/** Waits for a datagram. It is valid until the next one is received. */
	Datagram receive() throws IOException {
		InetSocketAddress peer = socket().receive(this.buffer.clear());
		Function<InetSocketAddress, @Nullable InetAddress> finder = this.unknownAddress;
		if (finder != null && !(peer instanceof PeerAddress) && peer.getAddress().isLoopbackAddress()) {
			InetAddress asked = finder.apply(peer);
			peer = (asked != null) ? new PeerAddress(peer, asked) : peer;
		}
		return new Datagram(peer, this.buffer.array(), this.buffer.position());
	}

	private void handle(Datagram datagram) {
		try {
			getRequiredOutputChannel().send(new DatagramMessage(datagram));
		}
		catch (RuntimeException ex) {
			this.errors = this.errors + 1; // by the loop's thread only
			if (this.errors == 1) {
				this.logger.error(ex, "A datagram could not be handled; further ones are only counted");
			}
		}
	}

	/** The listening socket, from which replies leave. */
	UdpSocket socket() throws SocketException {
		UdpSocket socket = this.bound;
		if (socket == null) {
			throw new SocketException("the receiver is not running");
		}
		return socket;
	}

	/** Whether the socket is bound and the loop really lives. */
	boolean isReceiving() {
		UdpSocket socket = this.bound;
		Thread thread = this.loop.get();
		return socket != null && socket.isOpen() && thread != null && thread.isAlive();
	}

	/** How many datagrams could not be handled because of a defect. */
	long errors() {
		return this.errors;
	}

	/** The port listened on; the one wanted before the first start. */
	int localPort() {
		return this.port;
	}

}
