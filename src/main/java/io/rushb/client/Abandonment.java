package io.rushb.client;

import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.Sender;

/**
 * Makes a server forget a cancelled transfer. The protocol has no packet for that, and
 * the server would wait for a while (rules T2 and P7). But a GET for another resource
 * replaces a session when the outstanding packet's timer expires (rule A6), and a request
 * for a missing resource ends with a FIN exchange at once (rule S4).
 */
final class Abandonment {

	/**
	 * No resource has this name (rule P1), and a server's log shows what the request was.
	 */
	private static final byte[] NAME = ".rushb/abandoned".getBytes(StandardCharsets.US_ASCII);

	/**
	 * On a fast path a server's timer is shorter; after Ctrl-C nobody wants to wait
	 * longer.
	 */
	private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(500);

	/** The GETs of many sessions leave at 30 Mbit/s, so that they fit into queues. */
	private static final long SPACING = TimeUnit.MICROSECONDS.toNanos(400);

	private final Collection<DatagramChannel> channels;

	private final ByteBuffer buffer = ByteBuffer.allocate(PacketCodec.PACKET_LENGTH + 1);

	/**
	 * Makes an abandonment.
	 * @param channels one for each session, connected and not blocking
	 */
	Abandonment(Collection<DatagramChannel> channels) {
		this.channels = channels;
	}

	/** Tells the server; returns when it has reacted, or soon afterwards. */
	void run() throws IOException {
		if (this.channels.isEmpty()) {
			return;
		}
		try (Selector selector = Selector.open()) {
			for (DatagramChannel channel : this.channels) {
				channel.register(selector, SelectionKey.OP_READ);
			}
			Iterator<DatagramChannel> next = this.channels.iterator();
			long now = System.nanoTime();
			long dueAt = now;
			long end = now + (this.channels.size() - 1) * SPACING + PATIENCE;
			for (int open = this.channels.size(); open > 0 && now - end < 0; now = System.nanoTime()) {
				for (; next.hasNext() && dueAt - now <= 0; dueAt += SPACING) {
					send(next.next(), PacketCodec.encode(Kind.GET, Options.NONE, 1, 0, NAME, 0, NAME.length));
				}
				open -= answer(selector, (next.hasNext() ? dueAt : end) - now);
			}
		}
	}

	/** Answers what comes; returns how many sessions are over now. */
	private int answer(Selector selector, long nanos) throws IOException {
		selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
		int over = 0;
		for (SelectionKey key : selector.selectedKeys()) {
			if (isOver((DatagramChannel) key.channel())) {
				key.cancel();
				over++;
			}
		}
		selector.selectedKeys().clear();
		return over;
	}

	/** Reads what has come, and answers the FIN; whether the FIN exchange is over. */
	private boolean isOver(DatagramChannel channel) throws IOException {
		try {
			this.buffer.clear();
			while (channel.read(this.buffer) > 0) {
				if (PacketCodec.decode(this.buffer.array(), this.buffer.position(),
						Sender.SERVER) instanceof Packet packet && packet.options().equals(Options.NONE)) {
					if (packet.kind() == Kind.FIN && packet.sequence() == 1) {
						send(channel, PacketCodec.encode(Kind.FIN_ACK, Options.NONE, 2, 1));
					}
					if (packet.kind() == Kind.FIN_ACK && packet.acknowledgement() == 2) {
						return true;
					}
				}
				this.buffer.clear();
			}
			return false;
		}
		catch (PortUnreachableException ex) {
			return true; // then nobody waits
		}
	}

	private static void send(DatagramChannel channel, byte[] datagram) throws IOException {
		try {
			channel.write(ByteBuffer.wrap(datagram));
		}
		catch (PortUnreachableException ex) {
			return; // told when it is read from
		}
	}

}
