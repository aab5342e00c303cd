package io.rushb.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.Sender;

/**
 * Makes a server forget a cancelled transfer. The protocol has no packet for that, and
 * the server would wait for a minute (rule T2). But a GET for another resource replaces
 * the transfer when the outstanding packet's timer expires (rule A6), and a request for a
 * missing resource ends with a FIN exchange at once (rule S4).
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

	private final DatagramChannel channel;

	private final ByteBuffer buffer = ByteBuffer.allocate(PacketCodec.PACKET_LENGTH + 1);

	/**
	 * Makes an abandonment.
	 * @param channel the transfer's, connected and not blocking
	 */
	Abandonment(DatagramChannel channel) {
		this.channel = channel;
	}

	/** Tells the server; returns when it has reacted, or soon afterwards. */
	void run() throws IOException {
		try (Selector selector = Selector.open()) {
			this.channel.register(selector, SelectionKey.OP_READ);
			long begun = System.nanoTime();
			send(PacketCodec.encode(Kind.GET, Options.NONE, 1, 0, NAME, 0, NAME.length));
			for (long left = PATIENCE; left > 0 && !isOver(); left = PATIENCE - (System.nanoTime() - begun)) {
				selector.select((key) -> {
				}, TimeUnit.NANOSECONDS.toMillis(left) + 1);
			}
		}
	}

	/** Reads what has come, and answers the FIN; whether the FIN exchange is over. */
	private boolean isOver() throws IOException {
		while (true) {
			this.buffer.clear();
			if (this.channel.read(this.buffer) <= 0) {
				return false;
			}
			if (PacketCodec.decode(this.buffer.array(), this.buffer.position(), Sender.SERVER) instanceof Packet packet
					&& packet.options().equals(Options.NONE)) {
				if (packet.kind() == Kind.FIN && packet.sequence() == 1) {
					send(PacketCodec.encode(Kind.FIN_ACK, Options.NONE, 2, 1));
				}
				if (packet.kind() == Kind.FIN_ACK && packet.acknowledgement() == 2) {
					return true;
				}
			}
		}
	}

	private void send(byte[] datagram) throws IOException {
		this.channel.write(ByteBuffer.wrap(datagram));
	}

}
