package io.rushb.transport;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;

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

	private final InetSocketAddress address;

	private final int receiveBuffer;

	private final DatagramPacket packet = new DatagramPacket(new byte[BUFFER_LENGTH], BUFFER_LENGTH);

	private Runnable onLoopEnd = () -> {
	};

	/** The port once it is known, so that a restarted receiver has the same. */
	private volatile int port;

	private volatile @Nullable DatagramSocket bound;

	private volatile @Nullable Thread loop;

	private volatile long errors;

	/**
	 * Makes a receiver.
	 * @param address where to listen, port 0 for any free one
	 * @param receiveBuffer the size of the socket's receive buffer in bytes
	 */
	UdpReceiver(InetSocketAddress address, int receiveBuffer) {
		super(address.getPort());
		this.address = address;
		this.receiveBuffer = receiveBuffer;
		this.port = address.getPort();
		setAutoStartup(false);
		// Only the loop is executed: see asyncSendMessage.
		setTaskExecutor((task) -> {
			Thread thread = new Thread(task, "rushb-receiver");
			this.loop = thread;
			thread.start();
		});
	}

	/** Sets what is done on the loop's thread when it ends, for whatever reason. */
	void onLoopEnd(Runnable action) {
		this.onLoopEnd = action;
	}

	/**
	 * Binds before anything else, in the caller's thread, so that a port in use is the
	 * start's failure. The socket is set explicitly: the adapter would otherwise open a
	 * new one for whoever asks for it after a stop.
	 */
	@Override
	protected void doStart() {
		try {
			DatagramSocket socket = new DatagramSocket(null);
			setSocketAttributes(socket);
			socket.setReceiveBufferSize(this.receiveBuffer);
			socket.bind(new InetSocketAddress(this.address.getAddress(), this.port));
			this.port = socket.getLocalPort();
			this.bound = socket;
			setSocket(socket);
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

	@Override
	public void run() {
		try {
			super.run();
		}
		catch (RuntimeException ex) {
			this.logger.warn(ex, "The receiver loop failed");
		}
		finally {
			this.loop = null;
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
		Thread thread = this.loop;
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
