package io.rushb.check;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

import io.rushb.check.script.Outgoing;
import io.rushb.check.script.Player;
import io.rushb.check.script.Script;
import io.rushb.check.script.Times;
import io.rushb.wire.PacketCodec;
import org.jspecify.annotations.Nullable;

/**
 * Plays one script over sockets: each of its clients has its own port. The sockets are
 * not connected, so that an answer from another port is noticed.
 */
final class Play implements Closeable {

	/** Room for the packets of a server that sends without waiting. */
	private static final int RECEIVE_BUFFER = 512 * 1024;

	private final Player player;

	private final InetSocketAddress server;

	private final @Nullable Capture capture;

	private final FreshPorts ports;

	private final List<DatagramChannel> channels = new ArrayList<>();

	/** One byte longer than a packet, so that a longer datagram can be recognised. */
	private final ByteBuffer buffer = ByteBuffer.allocate(PacketCodec.PACKET_LENGTH + 1);

	private final long begin;

	private @Nullable Selector selector;

	private boolean started;

	private long end;

	/** Begins at a time, which may be in the future. */
	Play(Script script, Times times, InetSocketAddress server, @Nullable Capture capture, FreshPorts ports,
			long begin) {
		this.player = new Player(script, times);
		this.server = server;
		this.capture = capture;
		this.ports = ports;
		this.begin = begin;
		this.end = begin;
	}

	void open(Selector with, int clients) throws IOException {
		this.selector = with;
		while (this.channels.size() < clients) {
			open(with);
		}
	}

	private void open(Selector with) throws IOException {
		boolean old = this.server.getAddress().getAddress().length == 4;
		DatagramChannel channel = this.ports.open(old ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
		this.channels.add(channel);
		channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
		channel.configureBlocking(false);
		channel.register(with, SelectionKey.OP_READ, new Seat(this, this.channels.size() - 1));
	}

	/** The channel of a client, which may have come with the rest of the script. */
	private DatagramChannel channel(int client) throws IOException {
		Selector with = this.selector;
		while (with != null && this.channels.size() <= client) {
			open(with);
		}
		return this.channels.get(client);
	}

	Player player() {
		return this.player;
	}

	/** The server has ended. */
	void crashed(long now) throws IOException {
		if (!isOver()) {
			this.player.crashed(now);
			transmit(now);
		}
	}

	boolean isOver() {
		return this.player.isOver();
	}

	long nextTimeout() {
		return this.started ? this.player.nextTimeout() : this.begin;
	}

	/** How long it took. */
	long duration() {
		return this.end - this.begin;
	}

	void handleTimeout(long now) throws IOException {
		if (isOver() || now < this.begin) {
			return;
		}
		if (!this.started) {
			this.started = true;
			this.player.start(now);
		}
		else if (now >= this.player.nextTimeout()) {
			this.player.handleTimeout(now);
		}
		transmit(now);
	}

	void receive(int client) throws IOException {
		DatagramChannel channel = this.channels.get(client);
		while (!isOver()) {
			this.buffer.clear();
			InetSocketAddress source = (InetSocketAddress) channel.receive(this.buffer);
			if (source == null) {
				return;
			}
			long now = System.nanoTime();
			byte[] datagram = this.buffer.array();
			int length = this.buffer.position();
			if (this.capture != null) {
				this.capture.add(now, source, address(channel), datagram, length);
			}
			this.player.handleDatagram(client, datagram, length, source.equals(this.server), now);
			transmit(now);
		}
	}

	private void transmit(long now) throws IOException {
		for (Outgoing outgoing = this.player.pollTransmit(); outgoing != null; outgoing = this.player.pollTransmit()) {
			DatagramChannel channel = channel(outgoing.client());
			byte[] datagram = outgoing.datagram();
			if (this.capture != null) {
				this.capture.add(now, address(channel), this.server, datagram, datagram.length);
			}
			channel.send(ByteBuffer.wrap(datagram), this.server);
		}
		if (isOver()) {
			this.end = now;
			close();
		}
	}

	private static InetSocketAddress address(DatagramChannel channel) throws IOException {
		return (InetSocketAddress) channel.getLocalAddress();
	}

	@Override
	public void close() throws IOException {
		for (DatagramChannel channel : this.channels) {
			channel.close();
		}
	}

	/** Attachment of a selection key: the client whose socket is ready. */
	record Seat(Play play, int client) {

		void receive() throws IOException {
			this.play.receive(this.client);
		}

	}

}
