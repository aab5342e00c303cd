package io.rushb.testing;

import io.rushb.wire.Decoded;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.Sender;

/**
 * A datagram that the server sent.
 *
 * @param time when, in nanoseconds
 * @param datagram its bytes
 */
public record Sent(long time, byte[] datagram) {

	/** The datagram read as a client reads it. */
	public Packet packet() {
		Decoded decoded = PacketCodec.decode(this.datagram, this.datagram.length, Sender.SERVER);
		if (decoded instanceof Packet packet && packet.isChecksumRight()) {
			return packet;
		}
		throw new AssertionError("the server sent a packet that is none: " + decoded);
	}

	/** When it was sent, in milliseconds. */
	public long millis() {
		return this.time / 1_000_000;
	}

	/** The notation of the protocol's examples. */
	@Override
	public String toString() {
		Packet packet = packet();
		String flags = Integer.toBinaryString(this.datagram[6] & 0xff | 0x100).substring(1, 8);
		return packet.sequence() + " " + packet.acknowledgement() + " " + flags;
	}

}
