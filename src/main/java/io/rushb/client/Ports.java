package io.rushb.client;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;

import io.rushb.client.channels.ChannelTransmit;
import io.rushb.wire.PacketCodec;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of many sessions with one server, each bound to a random port and opened
 * when it is first needed. They are connected, so that the kernel drops datagrams of
 * others.
 */
final class Ports implements Closeable {

	private final InetSocketAddress server;

	private final @Nullable InetAddress local;

	private final Selector selector;

	private final Receiver receiver;

	private final FetchListener listener;

	private @Nullable Port[] ports = new Port[16];

	private final ByteBuffer out = ByteBuffer.allocateDirect(PacketCodec.PACKET_LENGTH);

	/** One byte longer than a packet, so that a longer datagram can be recognised. */
	private final ByteBuffer in = ByteBuffer.allocateDirect(PacketCodec.PACKET_LENGTH + 1);

	private final byte[] received = new byte[PacketCodec.PACKET_LENGTH + 1];

	private @Nullable IOException failure;

	/** Whether a socket for this server could be opened. */
	private boolean opened;

	private boolean refused;

	Ports(InetSocketAddress server, @Nullable InetAddress local, Selector selector, Receiver receiver,
			FetchListener listener) {
		this.server = server;
		this.local = local;
		this.selector = selector;
		this.receiver = receiver;
		this.listener = listener;
	}

	/** Is told each datagram. */
	@FunctionalInterface
	interface Receiver {

		void datagram(int channel, byte[] bytes, int length) throws IOException;

	}

	/** Sends; a datagram that cannot be sent counts as lost. */
	void send(ChannelTransmit transmit) throws IOException {
		try {
			Port port = port(transmit);
			byte[] datagram = transmit.datagram();
			this.out.clear().put(datagram).flip();
			this.listener.packet(true, port.client, this.server, datagram, datagram.length, System.nanoTime());
			port.channel.write(this.out);
		}
		catch (PortUnreachableException ex) {
			this.refused = true;
		}
		catch (ClosedByInterruptException ex) {
			throw ex;
		}
		catch (IOException ex) {
			this.failure = ex;
		}
	}

	private Port port(ChannelTransmit transmit) throws IOException {
		int index = transmit.channel();
		if (index >= this.ports.length) {
			this.ports = Arrays.copyOf(this.ports, Math.max(index + 1, 2 * this.ports.length));
		}
		Port port = this.ports[index];
		if (port != null && port.generation == transmit.generation()) {
			return port;
		}
		if (port != null) {
			this.ports[index] = null;
			port.channel.close();
		}
		Port opened = open(index, transmit.generation());
		this.ports[index] = opened;
		return opened;
	}

	private Port open(int index, int generation) throws IOException {
		DatagramChannel channel = DatagramChannel.open();
		try {
			channel.configureBlocking(false);
			RandomPorts.bind(channel, this.local);
			channel.connect(this.server);
			Port port = new Port(this, index, generation, channel, (InetSocketAddress) channel.getLocalAddress());
			channel.register(this.selector, SelectionKey.OP_READ, port);
			this.opened = true;
			return port;
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	/** Takes a datagram that has come to a port: there is seldom more than one. */
	void receive(Port port) throws IOException {
		this.in.clear();
		try {
			if (!port.channel.isOpen() || (port.channel.read(this.in) <= 0 && this.in.position() == 0)) {
				return;
			}
		}
		catch (PortUnreachableException ex) {
			this.refused = true;
			return;
		}
		int length = this.in.position();
		this.in.flip().get(this.received, 0, length);
		this.listener.packet(false, port.client, this.server, this.received, length, System.nanoTime());
		this.receiver.datagram(port.index, this.received, length);
	}

	/** The sockets of some channels. */
	List<DatagramChannel> of(IntPredicate channels) {
		return Arrays.stream(this.ports)
			.filter(Objects::nonNull)
			.filter((port) -> channels.test(port.index))
			.map((port) -> port.channel)
			.toList();
	}

	InetSocketAddress server() {
		return this.server;
	}

	/**
	 * Why nothing gets to the server, as the system says; {@code null} while something
	 * may.
	 */
	@Nullable FetchException noWay() {
		IOException why = this.failure;
		if (this.refused) {
			return NoWay.refused(this.server, null);
		}
		return (why != null && !this.opened) ? NoWay.noSocket(this.local, 0, this.server, why) : null;
	}

	/** Why a packet could not be sent: the latest failure. */
	@Nullable IOException failure() {
		return this.failure;
	}

	@Override
	public void close() throws IOException {
		for (Port port : this.ports) {
			if (port != null) {
				port.channel.close();
			}
		}
	}

	/** A socket. */
	static final class Port {

		final Ports owner;

		final int index;

		private final int generation;

		private final DatagramChannel channel;

		private final InetSocketAddress client;

		Port(Ports owner, int index, int generation, DatagramChannel channel, InetSocketAddress client) {
			this.owner = owner;
			this.index = index;
			this.generation = generation;
			this.channel = channel;
			this.client = client;
		}

	}

}
