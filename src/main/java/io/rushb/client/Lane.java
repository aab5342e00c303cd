package io.rushb.client;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.List;

import io.rushb.client.exchange.ClientExchange;
import io.rushb.client.exchange.ExchangeOutcome;
import io.rushb.wire.PacketCodec;
import org.jspecify.annotations.Nullable;

/**
 * One exchange with one address, on a socket of its own. The socket is connected, so that
 * the kernel drops what others send, and says when nobody listens at the other end.
 */
final class Lane implements Closeable {

	private final InetSocketAddress server;

	private final DatagramChannel channel;

	private final ClientExchange exchange;

	private final FetchListener listener;

	private final InetSocketAddress client;

	/** One byte longer than a packet, so that a longer datagram can be recognised. */
	private final ByteBuffer buffer = ByteBuffer.allocate(PacketCodec.PACKET_LENGTH + 1);

	private @Nullable PortUnreachableException refusal;

	private @Nullable IOException sendFailure;

	private Lane(InetSocketAddress server, DatagramChannel channel, ClientExchange exchange, FetchListener listener)
			throws IOException {
		this.server = server;
		this.channel = channel;
		this.exchange = exchange;
		this.listener = listener;
		this.client = (InetSocketAddress) channel.getLocalAddress();
	}

	/**
	 * Opens a lane.
	 * @param server the address to fetch from
	 * @param local the address to send from, {@code null} for any
	 * @param shared whether other lanes have the same local port
	 * @param selector wakes up when something has come
	 * @param exchange the exchange to run
	 * @param listener is told each datagram
	 * @return the lane; {@link #start} begins the exchange
	 * @throws FetchException if the address cannot be reached, from there or at all
	 */
	static Lane open(InetSocketAddress server, @Nullable InetSocketAddress local, boolean shared, Selector selector,
			ClientExchange exchange, FetchListener listener) throws FetchException {
		DatagramChannel channel = null;
		try {
			channel = DatagramChannel.open();
			channel.configureBlocking(false);
			channel.setOption(StandardSocketOptions.SO_REUSEADDR, shared);
			if (local == null || local.getPort() == 0) {
				RandomPorts.bind(channel, (local != null) ? local.getAddress() : null);
			}
			else {
				channel.bind(local);
			}
			channel.connect(server);
			channel.register(selector, SelectionKey.OP_READ);
			return new Lane(server, channel, exchange, listener);
		}
		catch (IOException | UnsupportedAddressTypeException ex) {
			closeQuietly(channel);
			throw NoWay.noSocket((local != null) ? local.getAddress() : null, (local != null) ? local.getPort() : 0,
					server, ex);
		}
	}

	private static void closeQuietly(@Nullable DatagramChannel channel) {
		try {
			if (channel != null) {
				channel.close();
			}
		}
		catch (IOException ex) {
			// The failure that led here says more.
		}
	}

	/** Asks for the resource. */
	void start(long now, long quietSince) throws IOException {
		this.exchange.start(now, quietSince);
		transmit();
	}

	/**
	 * Handles the datagrams that have come.
	 * @param sink where the bytes of the resource go
	 * @return whether there were any
	 * @throws IOException if the sink fails, or the thread is interrupted
	 */
	boolean receive(Sink sink) throws IOException {
		boolean delivered = false;
		while (this.exchange.outcome() == null) {
			this.buffer.clear();
			try {
				if (this.channel.read(this.buffer) <= 0 && this.buffer.position() == 0) {
					return delivered;
				}
			}
			catch (PortUnreachableException ex) {
				this.refusal = ex;
				continue;
			}
			long now = System.nanoTime();
			this.listener.packet(false, this.client, this.server, this.buffer.array(), this.buffer.position(), now);
			this.exchange.handleDatagram(this.buffer.array(), this.buffer.position(), now);
			for (byte[] data = this.exchange.pollData(); data != null; data = this.exchange.pollData()) {
				sink.write(data);
				delivered = true;
			}
			this.exchange.patience().excuse(System.nanoTime() - now);
			transmit();
		}
		return delivered;
	}

	void handleTimeout(long now) throws IOException {
		this.exchange.handleTimeout(now);
		transmit();
	}

	private void transmit() throws IOException {
		for (byte[] datagram = this.exchange.pollTransmit(); datagram != null; datagram = this.exchange
			.pollTransmit()) {
			this.listener.packet(true, this.client, this.server, datagram, datagram.length, System.nanoTime());
			try {
				this.channel.write(ByteBuffer.wrap(datagram));
			}
			catch (PortUnreachableException ex) {
				this.refusal = ex;
			}
			catch (ClosedByInterruptException ex) {
				throw ex;
			}
			catch (IOException ex) {
				// No route now: lost like any other packet, so it is repeated.
				this.sendFailure = ex;
			}
		}
	}

	/** Whether the other end speaks the protocol. */
	boolean isAnswered() {
		ExchangeOutcome outcome = this.exchange.outcome();
		return (outcome != null && outcome != ExchangeOutcome.TIMED_OUT) || this.exchange.view().answered();
	}

	ClientExchange exchange() {
		return this.exchange;
	}

	InetSocketAddress server() {
		return this.server;
	}

	/**
	 * The system's message that nothing listens there; {@code null} if there was none.
	 */
	@Nullable PortUnreachableException refusal() {
		return this.refusal;
	}

	/** Why a packet could not be sent: the latest failure. */
	@Nullable IOException sendFailure() {
		return this.sendFailure;
	}

	/**
	 * Closes the socket. If the server is in the middle of the transfer, it is told first
	 * if possible.
	 */
	@Override
	public void close() throws IOException {
		try (this.channel) {
			ExchangeOutcome outcome = this.exchange.outcome();
			boolean open = outcome == null && this.exchange.view().answered() && !isSilent();
			if ((open || outcome == ExchangeOutcome.DAMAGED) && !Thread.currentThread().isInterrupted()) {
				new Abandonment(List.of(this.channel)).run();
			}
		}
		catch (PortUnreachableException | ClosedChannelException ex) {
			return; // then nobody waits
		}
	}

	/** Whether nothing has come for so long that the server is probably gone. */
	private boolean isSilent() {
		return this.exchange.patience().isOverdue(System.nanoTime());
	}

}
