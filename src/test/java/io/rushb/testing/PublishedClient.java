package io.rushb.testing;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.SerialNumber;
import org.jspecify.annotations.Nullable;

/**
 * A client like the published one: it answers every packet it gets, also a repeated one,
 * under a new number, and repeats nothing by itself.
 */
public final class PublishedClient {

	private final Options options;

	private final Consumer<byte[]> data;

	private int sequence = 1;

	private int expected = 1;

	private boolean complete;

	private boolean closed;

	/**
	 * A client that has sent nothing yet.
	 * @param data takes what new packets bring, in order
	 */
	public PublishedClient(Options options, Consumer<byte[]> data) {
		this.options = options;
		this.data = data;
	}

	/** Its request. */
	public byte[] get(String name) {
		byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
		return PacketCodec.encode(Kind.GET, this.options, 1, 0, bytes, 0, bytes.length);
	}

	/** Its answer to a packet; {@code null} to the last one, which nobody answers. */
	public byte @Nullable [] answer(Packet packet) {
		if (packet.kind() == Kind.FIN_ACK) {
			this.closed = true;
			return null;
		}
		boolean fin = packet.kind() == Kind.FIN;
		if (packet.sequence() == this.expected) {
			this.expected = SerialNumber.next(this.expected);
			this.complete |= fin;
			if (!fin) {
				this.data.accept(packet.data());
			}
		}
		else if (SerialNumber.distance(packet.sequence(), this.expected) < 1) {
			throw new AssertionError("sent before the one before was acknowledged (S3): " + packet.sequence());
		}
		this.sequence = SerialNumber.next(this.sequence);
		return PacketCodec.encode(fin ? Kind.FIN_ACK : Kind.DAT_ACK, this.options, this.sequence, packet.sequence());
	}

	/** The number of the packet that it waits for. */
	public int expected() {
		return this.expected;
	}

	/** The number that it used last. */
	public int sequence() {
		return this.sequence;
	}

	/** Whether FIN has come, so that it has all. */
	public boolean isComplete() {
		return this.complete;
	}

	/** Whether its FIN+ACK was answered. */
	public boolean isClosed() {
		return this.closed;
	}

}
