package io.rushb.transport;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
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

	private final DatagramPacket packet = new DatagramPacket(new byte[BUFFER_LENGTH], BUFFER_LENGTH);

	private Runnable onLoopEnd = () -> {
	};

	/** The port once it is known, so that a restarted receiver has the same. */
	private volatile int port;

	private volatile @Nullable DatagramSocket bound;

	private final AtomicReference<@Nullable Thread> loop = new AtomicReference<>();

	/** Whether other receivers share the port. */
	private final boolean shared;

	private volatile long errors;

	/**
	 * Makes a receiver.
	 * @param address where to listen, port 0 for any free one
	 * @param receiveBuffer the size of the socket's receive buffer in bytes
	 * @param shared whether other receivers share the port (SO_REUSEPORT)
	 * @param threadName the name of the loop's thread
	 */
	UdpReceiver(InetSocketAddress address, int receiveBuffer, boolean shared, String threadName) {
		super(address.getPort());
		this.address = address;
		this.receiveBuffer = receiveBuffer;
		this.shared = shared;
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
	 * Binds, without receiving yet. In the caller's thread, so that a port in use is the
	 * start's failure. The socket is set explicitly: the adapter would otherwise open a
	 * new one for whoever asks for it after a stop.
	 * @param wantedPort the port, 0 for any free one
	 */
	void bind(int wantedPort) {
		DatagramSocket socket = null;
		try {
			socket = new DatagramSocket(null);
			setSocketAttributes(socket);
			socket.setReceiveBufferSize(this.receiveBuffer);
			if (this.shared) {
				socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
			}
			socket.bind(new InetSocketAddress(this.address.getAddress(), wantedPort));
			this.port = socket.getLocalPort();
			this.bound = socket;
			setSocket(socket);
		}
		catch (IOException ex) {
			if (socket != null) { // a restart tries again and again
				socket.close();
			}
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
			DatagramSocket socket = socket();
			socket.setSoTimeout(1);
			for (long end = System.nanoTime() + DISCARD_NANOS; System.nanoTime() < end;) {
				receive();
			}
		}
		catch (SocketTimeoutException ex) {
			this.logger.trace("Nothing is left to discard");
		}
		catch (IOException ex) {
			throw new PortUnavailableException(this.address, ex);
		}
	}

	@Override
	protected void doStart() {
		try {
			if (this.bound == null) {
				bind(this.port);
			}
			socket().setSoTimeout(0);
		}
		catch (SocketException ex) {
			throw new PortUnavailableException(this.address, ex);
		}
		super.doStart();
	}

	/** After a stop nobody sends: a late timer finds no socket. */
	@Override
	protected void doStop() {
		this.bound = null;
		super.doStop();
	}

	/**
	 * Stops, and waits for the loop's thread: were the adapter started before it has
	 * ended, it would stop the adapter that it finds started.
	 */
	void stopAndJoin() {
		Thread thread = this.loop.get();
		stop();
		DatagramSocket neverStarted = this.bound;
		this.bound = null;
		if (neverStarted != null) {
			neverStarted.close();
		}
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
		this.packet.setLength(BUFFER_LENGTH);
		socket().receive(this.packet);
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
	DatagramSocket socket() throws SocketException {
		DatagramSocket socket = this.bound;
		if (socket == null) {
			throw new SocketException("the receiver is not running");
		}
		return socket;
	}

	/** Whether the socket is bound and the loop really lives. */
	boolean isReceiving() {
		DatagramSocket socket = this.bound;
		Thread thread = this.loop.get();
		return socket != null && !socket.isClosed() && thread != null && thread.isAlive();
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
