package io.rushb.transport;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.rushb.wire.PacketCodec;
import org.jspecify.annotations.Nullable;

import org.springframework.integration.ip.udp.inbound.UnicastReceivingChannelAdapter;

/**
 * Spring Integration's inbound UDP adapter with what a protocol server needs: one thread
 * that keeps the order of datagrams and lets nothing queue, one buffer that shows what is
 * too long, datagrams of length zero, and evidence of whether the loop lives.
 */
class UdpReceiver extends UnicastReceivingChannelAdapter {

	/** One byte more than a packet has, so that a longer datagram shows. */
	private static final int BUFFER_LENGTH = PacketCodec.PACKET_LENGTH + 1;

	private static final long DISCARD_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final InetSocketAddress address;

	private final int receiveBuffer;

	private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_LENGTH);

	/** What the adapter's loop is given: the buffer's array. */
	private final DatagramPacket packet = new DatagramPacket(this.buffer.array(), BUFFER_LENGTH);

	private Runnable onLoopEnd = () -> {
	};

	private Runnable onEmpty = () -> {
	};

	/** The port once it is known, so that a restarted receiver has the same. */
	private volatile int port;

	private volatile @Nullable UdpSocket bound;

	private final AtomicReference<@Nullable Thread> loop = new AtomicReference<>();

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
		this.receiveBuffer = receiveBuffer;
		this.shared = shared;
		this.busyPoll = busyPoll;
		this.port = address.getPort();
		setAutoStartup(false);
		// Only the loop is executed: see asyncSendMessage.
		setTaskExecutor((task) -> {
			Thread thread = new Thread(task, threadName);
			this.loop.set(thread);
			thread.start();
		});
	}

	/** Sets what is done on the loop's thread when it ends, for whatever reason. */
	void onLoopEnd(Runnable action) {
		this.onLoopEnd = action;
	}

	/**
	 * Sets what is done on the loop's thread when no datagram waits to be received,
	 * before it waits for one.
	 */
	void onEmpty(Runnable action) {
		this.onEmpty = action;
	}

	/**
	 * Binds, without receiving yet. In the caller's thread, so that a port in use is the
	 * start's failure. The socket is set explicitly: the adapter would otherwise open a
	 * new one for whoever asks for it after a stop.
	 * @param wantedPort the port, 0 for any free one
	 */
	void bind(int wantedPort) {
		InetSocketAddress wanted = new InetSocketAddress(this.address.getAddress(), wantedPort);
		try {
			UdpSocket socket = new UdpSocket(wanted, this.receiveBuffer, this.shared, this.busyPoll);
			this.port = socket.localPort();
			this.bound = socket;
			setSocket(socket.socket());
		}
		catch (IOException ex) {
			throw new PortUnavailableException(this.address, ex);
		}
	}

	/**
	 * Finds a port that nobody has, not even others that would share it, as a second
	 * instance of the service does.
	 */
	int unusedPort() {
		try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(this.address.getAddress(), this.port))) {
			return probe.getLocalPort();
		}
		catch (SocketException ex) {
			throw new PortUnavailableException(this.address, ex);
		}
	}

	/** Drops what has come since the socket was bound. */
	void discard() {
		try {
			UdpSocket socket = socket();
			long end = System.nanoTime() + DISCARD_NANOS;
			InetSocketAddress peer;
			do {
				peer = socket.poll(this.buffer.clear());
			}
			while (peer != null && System.nanoTime() < end);
		}
		catch (IOException ex) {
			throw new PortUnavailableException(this.address, ex);
		}
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

	/**
	 * Stops, and waits for the loop's thread: were the adapter started before it has
	 * ended, it would stop the adapter that it finds started.
	 */
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
			super.run();
		}
		catch (RuntimeException ex) {
			this.logger.warn(ex, "The receiver loop failed");
		}
		finally {
			this.loop.compareAndSet(Thread.currentThread(), null);
			this.onLoopEnd.run();
		}
	}

	@Override
	protected DatagramPacket receive() throws IOException {
		UdpSocket socket = socket();
		InetSocketAddress peer = socket.poll(this.buffer.clear());
		if (peer == null) {
			this.onEmpty.run();
			peer = socket.receive(this.buffer);
		}
		this.packet.setSocketAddress(peer);
		this.packet.setLength(this.buffer.position());
		return this.packet;
	}

	/**
	 * Handles a datagram at once and on the receiver's thread. Nothing can overtake it
	 * and nothing queues but in the kernel, whose buffer is bounded. The channel is given
	 * the message itself: the template that would do it looks for observations, history
	 * and timeouts that there are none of.
	 */
	@Override
	protected boolean asyncSendMessage(DatagramPacket received) {
		try {
			getRequiredOutputChannel()
				.send(new DatagramMessage(new Datagram((InetSocketAddress) received.getSocketAddress(),
						received.getData(), received.getLength())));
		}
		catch (RuntimeException ex) {
			// A defect of ours: it must neither end the loop nor fill the log.
			this.errors = this.errors + 1; // by the loop's thread only
			if (this.errors == 1) {
				this.logger.error(ex, "A datagram could not be handled; further ones are only counted");
			}
		}
		return true;
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
