package io.rushb.testing;

import java.nio.charset.StandardCharsets;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;

/**
 * The datagrams of a client, right ones and others.
 */
public final class ClientPackets {

	private ClientPackets() {
	}

	public static byte[] get(String name) {
		return get(name, Options.NONE);
	}

	public static byte[] get(String name, Options options) {
		return get(1, 0, name.getBytes(StandardCharsets.UTF_8), options);
	}

	public static byte[] get(int sequence, int acknowledgement, byte[] name, Options options) {
		return PacketCodec.encode(Kind.GET, options, sequence, acknowledgement, name, 0, name.length);
	}

	public static byte[] ack(int sequence, int acknowledgement) {
		return PacketCodec.encode(Kind.DAT_ACK, Options.NONE, sequence, acknowledgement);
	}

	public static byte[] nak(int sequence, int acknowledgement) {
		return PacketCodec.encode(Kind.DAT_NAK, Options.NONE, sequence, acknowledgement);
	}

	public static byte[] finAck(int sequence, int acknowledgement) {
		return PacketCodec.encode(Kind.FIN_ACK, Options.NONE, sequence, acknowledgement);
	}

	public static byte[] finNak(int sequence, int acknowledgement) {
		return PacketCodec.encode(Kind.FIN_NAK, Options.NONE, sequence, acknowledgement);
	}

	/** The same datagram with one byte changed. */
	public static byte[] with(byte[] datagram, int offset, int value) {
		byte[] changed = datagram.clone();
		changed[offset] = (byte) value;
		return changed;
	}

	/** The same datagram with another checksum field. */
	public static byte[] withChecksum(byte[] datagram, int checksum) {
		return with(with(datagram, 4, checksum >>> 8), 5, checksum);
	}

}
