package io.rushb.check.ladder;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.StringJoiner;

import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.Sender;

/**
 * A datagram in a ladder: its time and direction, and its fields as text, which is made
 * only when it is shown.
 *
 * @param nanos when it was sent or received, in nanoseconds on the recorder's clock
 * @param client the number of the client, from 0
 * @param sent whether the client sent it; else it received it
 * @param datagram its bytes
 */
public record TracedPacket(long nanos, int client, boolean sent, byte[] datagram) {

	private static final int FLAGS = 6;

	private static final int VERSION = 7;

	/**
	 * Longer names are cut at their beginning: this is what a line of the ladder has room
	 * for.
	 */
	private static final int NAME_SHOWN = 40;

	private static final String[] FLAG_NAMES = { "GET", "DAT", "FIN", "ACK", "NAK" };

	private static final int[] FLAG_BITS = { 0x20, 0x10, 0x08, 0x80, 0x40 };

	/**
	 * Describes its fields.
	 * @return kind, number, acknowledgement, options and length; what is wrong with it
	 */
	public String text() {
		int length = this.datagram.length;
		if (length < PacketCodec.HEADER_LENGTH) {
			return length + " bytes: " + HexFormat.ofDelimiter(" ").formatHex(this.datagram);
		}
		int flags = this.datagram[FLAGS] & 0xff;
		StringBuilder text = new StringBuilder(flags(flags));
		text.append(" seq ").append(number(0));
		if ((flags & 0xc0) != 0 || number(2) != 0) {
			text.append(" ack ").append(number(2));
		}
		if ((flags & 0x04) != 0 || number(4) != 0) {
			text.append(" checksum ").append(number(4));
		}
		return text.append(payload(flags)).append(oddities(flags)).toString();
	}

	private String payload(int flags) {
		int end = Math.min(this.datagram.length, PacketCodec.PACKET_LENGTH);
		while (end > PacketCodec.HEADER_LENGTH && this.datagram[end - 1] == 0) {
			end--;
		}
		int bytes = end - PacketCodec.HEADER_LENGTH;
		boolean carries = (flags & 0x30) != 0 && (flags & 0xc0) == 0;
		if (this.sent && (flags & 0x20) != 0
				&& PacketCodec.decode(this.datagram, this.datagram.length, Sender.CLIENT) instanceof Packet get) {
			return " \"" + name(get.data()) + "\"";
		}
		return (carries || bytes > 0) ? ", " + bytes + ((bytes == 1) ? " byte" : " bytes") : "";
	}

	private static String name(byte[] bytes) {
		int left = Math.max(0, bytes.length - NAME_SHOWN);
		String name = new String(bytes, left, bytes.length - left, StandardCharsets.UTF_8);
		StringBuilder shown = new StringBuilder();
		name.codePoints().forEach((point) -> {
			if (Character.isISOControl(point) || point == '"') {
				shown.append(String.format("\\x%02x", point));
			}
			else {
				shown.appendCodePoint(point);
			}
		});
		return ((left > 0) ? "..." : "") + shown;
	}

	private static String flags(int flags) {
		StringJoiner kind = new StringJoiner("+").setEmptyValue("no flag");
		for (int i = 0; i < FLAG_BITS.length; i++) {
			if ((flags & FLAG_BITS[i]) != 0) {
				kind.add(FLAG_NAMES[i]);
			}
		}
		return kind + (((flags & 0x04) != 0) ? " CHK" : "") + (((flags & 0x02) != 0) ? " ENC" : "");
	}

	private String oddities(int flags) {
		StringBuilder text = new StringBuilder();
		if (this.datagram.length != PacketCodec.PACKET_LENGTH) {
			text.append(", length ")
				.append((this.datagram.length > PacketCodec.PACKET_LENGTH) ? "over 1472" : this.datagram.length);
		}
		int version = this.datagram[VERSION] & 0x07;
		if (version != 2) {
			text.append(", version ").append(version);
		}
		if ((flags & 0x01) != 0 || (this.datagram[VERSION] & 0xf8) != 0) {
			text.append(", reserved bits set");
		}
		return text.toString();
	}

	private int number(int offset) {
		return (this.datagram[offset] & 0xff) << Byte.SIZE | this.datagram[offset + 1] & 0xff;
	}

}
