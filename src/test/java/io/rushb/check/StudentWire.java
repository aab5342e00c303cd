package io.rushb.check;

import java.util.Arrays;

import io.rushb.wire.Decoded;
import io.rushb.wire.InternetChecksum;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.Sender;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link StudentServer} reads and writes packets.
 */
final class StudentWire {

	private final Defect defect;

	private byte[] lastData = new byte[0];

	StudentWire(Defect defect) {
		this.defect = defect;
	}

	private boolean has(Defect candidate) {
		return this.defect == candidate;
	}

	@Nullable Packet read(byte[] datagram) {
		byte[] packet = datagram.clone();
		if (has(Defect.ANY_LENGTH) && packet.length >= 8) {
			packet = Arrays.copyOf(packet, PacketCodec.PACKET_LENGTH);
		}
		if (packet.length != PacketCodec.PACKET_LENGTH) {
			return null;
		}
		if (has(Defect.ANY_VERSION)) {
			packet[6] &= (byte) 0xfe;
			packet[7] = 2;
		}
		int flags = packet[6] & 0xf8;
		if (has(Defect.SINGLE_FLAGS)) {
			int kind = ((flags & 0x20) != 0) ? 0x20
					: ((flags & 0x08) != 0) ? 0x88 : ((flags & 0x80) != 0) ? 0x90 : flags;
			packet[6] = (byte) (packet[6] & 0x07 | kind);
		}
		if (has(Defect.ANY_PAYLOAD) && (flags & 0x20) == 0) {
			Arrays.fill(packet, PacketCodec.HEADER_LENGTH, packet.length, (byte) 0);
			withChecksum(packet, ((packet[6] & 0x04) != 0) ? 65535 : 0);
		}
		Decoded decoded = PacketCodec.decode(packet, packet.length, Sender.CLIENT);
		return (decoded instanceof Packet right) ? right : null;
	}

	byte[] write(Kind kind, Options options, int sequence, int acknowledgement, byte[] data) {
		byte[] content = data;
		if (kind == Kind.DAT) {
			this.lastData = data;
		}
		else if (has(Defect.BUFFER_NOT_CLEARED)) {
			content = this.lastData;
		}
		boolean clear = has(Defect.ENC_FLAG_ONLY) && options.encryption();
		Options shown = (has(Defect.ENC_FORGOTTEN_IN_FIN) && kind != Kind.DAT) ? options.and(new Options(true, false))
				: options;
		byte[] packet = PacketCodec.encode(kind, clear ? options.and(new Options(true, false)) : shown, sequence,
				acknowledgement, content, 0, content.length);
		if (clear) {
			packet[6] |= 0x02;
		}
		checksum(packet, kind, options, content);
		if (has(Defect.VERSION_MISSING)) {
			packet[7] = 0;
		}
		if (has(Defect.FLAGS_IN_OTHER_ORDER)) {
			packet[6] = (byte) (Integer.reverse(packet[6]) >>> 24);
		}
		return has(Defect.NO_PADDING) ? Arrays.copyOf(packet, PacketCodec.HEADER_LENGTH + content.length) : packet;
	}

	private void checksum(byte[] packet, Kind kind, Options options, byte[] content) {
		int right = (packet[4] & 0xff) << 8 | packet[5] & 0xff;
		if (has(Defect.CHECKSUM_ALWAYS)) {
			withChecksum(packet, InternetChecksum.of(packet, PacketCodec.HEADER_LENGTH, PacketCodec.MAX_PAYLOAD));
		}
		if (!options.checksum()) {
			return;
		}
		switch (this.defect) {
			case CHECKSUM_BIG_ENDIAN -> withChecksum(packet, (right & 0xff) << 8 | right >>> 8);
			case CHECKSUM_BEFORE_ENCODING -> withChecksum(packet, InternetChecksum.of(content));
			case CHECKSUM_WITHOUT_CARRY -> withChecksum(packet, withoutCarry(content));
			case CHECKSUM_ONLY_OF_DATA -> withChecksum(packet, (kind == Kind.DAT) ? right : 0);
			default -> {
			}
		}
	}

	private static int withoutCarry(byte[] content) {
		int sum = 0;
		for (int i = 0; i < content.length; i++) {
			sum += (content[i] & 0xff) << (i % 2 * 8);
		}
		return ~sum & 0xffff;
	}

	private static void withChecksum(byte[] packet, int checksum) {
		packet[4] = (byte) (checksum >>> 8);
		packet[5] = (byte) checksum;
	}

}
