package io.rushb.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The packet on the wire (rules W1 to W6), the only place that knows its layout.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------------------------------+-------------------------------+
 * |        sequence number        |     acknowledgement number    |
 * +-------------------------------+---+---+---+---+---+---+---+---+
 * |            checksum           |ACK|NAK|GET|DAT|FIN|CHK|ENC| 0 |
 * +---------------+-------+-------+---+---+---+---+---+---+---+---+
 * |   0 0 0 0 0   |  ver. |  payload, 1464 bytes, padded with zeros
 * +---------------+-------+----------------------------------------
 * </pre>
 *
 * Numbers are big endian; the version is 2.
 */
public final class PacketCodec {

	/**
	 * The length of every packet in bytes (rule W1).
	 */
	public static final int PACKET_LENGTH = 1472;

	/**
	 * The length of the header in bytes.
	 */
	public static final int HEADER_LENGTH = 8;

	/**
	 * The most data that a packet carries, in bytes.
	 */
	public static final int MAX_PAYLOAD = PACKET_LENGTH - HEADER_LENGTH;

	private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

	private static final int ACKNOWLEDGEMENT = 2;

	private static final int CHECKSUM = 4;

	private static final int FLAGS = 6;

	private static final int VERSION = 7;

	private static final int RESERVED_FLAG = 0x01;

	private static final int VERSION_MASK = 0x07;

	private static final int VERSION_2 = 2;

	private static final byte[] NO_DATA = new byte[0];

	private static final byte[] ZEROS = new byte[MAX_PAYLOAD];

	private PacketCodec() {
	}

	/**
	 * Reads a datagram.
	 * @param datagram the array that holds it from its first byte on
	 * @param length its length in bytes
	 * @param sender the side it comes from
	 * @return a {@link Packet}, or the {@link Corruption} that makes it none; never
	 * {@link Corruption#CHECKSUM}
	 */
	public static Decoded decode(byte[] datagram, int length, Sender sender) {
		Decoded decoded = decodeInPlace(datagram, length, sender);
		if (decoded instanceof Packet packet) {
			return new Packet(packet.kind(), packet.options(), packet.sequence(), packet.acknowledgement(),
					packet.checksum(), (packet.length() == 0) ? NO_DATA : packet.payload());
		}
		return decoded;
	}

	/**
	 * Reads a datagram without a copy of its payload: the packet is valid until the array
	 * is used again.
	 * @param datagram the array that holds it from its first byte on
	 * @param length its length in bytes
	 * @param sender the side it comes from
	 * @return as {@link #decode}
	 */
	public static Decoded decodeInPlace(byte[] datagram, int length, Sender sender) {
		if (length != PACKET_LENGTH) { // W1
			return Corruption.LENGTH;
		}
		int flags = datagram[FLAGS] & 0xff;
		int version = datagram[VERSION] & 0xff;
		if ((version & VERSION_MASK) != VERSION_2) { // W2
			return Corruption.VERSION;
		}
		if ((flags & RESERVED_FLAG) != 0 || version != VERSION_2) { // W2
			return Corruption.RESERVED;
		}
		Kind kind = Kind.ofFlags(flags);
		if (kind == null || !kind.isSentBy(sender)) { // W3
			return Corruption.FLAGS;
		}
		int dataLength = dataLength(datagram);
		if (dataLength > 0 && !kind.carriesData()) { // W4
			return Corruption.PAYLOAD;
		}
		return new Packet(kind, Options.ofFlags(flags), number(datagram, 0), number(datagram, ACKNOWLEDGEMENT),
				number(datagram, CHECKSUM), datagram, HEADER_LENGTH, dataLength);
	}

	/** The length of the payload without its trailing zero bytes (rule W4). */
	private static int dataLength(byte[] datagram) {
		if (Arrays.equals(datagram, HEADER_LENGTH, PACKET_LENGTH, ZEROS, 0, MAX_PAYLOAD)) { // quick
			return 0;
		}
		int end = PACKET_LENGTH;
		while (datagram[end - 1] == 0) {
			end--;
		}
		return end - HEADER_LENGTH;
	}

	/**
	 * Makes a datagram without data.
	 * @param kind what it is
	 * @param options the options of the session
	 * @param sequence the sequence number, 0 to 65535
	 * @param acknowledgement the acknowledgement number, 0 to 65535
	 * @return the datagram, 1472 bytes
	 */
	public static byte[] encode(Kind kind, Options options, int sequence, int acknowledgement) {
		return encode(kind, options, sequence, acknowledgement, NO_DATA, 0, 0);
	}

	/**
	 * Makes a datagram without data.
	 * @param datagram where to make it, 1472 bytes, all of which are written
	 * @param kind what it is
	 * @param options the options of the session
	 * @param sequence the sequence number, 0 to 65535
	 * @param acknowledgement the acknowledgement number, 0 to 65535
	 */
	public static void encode(byte[] datagram, Kind kind, Options options, int sequence, int acknowledgement) {
		writeHeader(datagram, kind, options, sequence, acknowledgement);
		writePayload(datagram, options, NO_DATA, 0, 0);
	}

	/**
	 * Makes a DAT.
	 * @param datagram where to make it, 1472 bytes, all of which are written
	 * @param options the options of the session; ENC and CHK are applied here
	 * @param sequence the sequence number, 0 to 65535
	 * @param source where the data is, in the clear
	 * @param offset where it begins
	 * @param length its length in bytes, 0 to 1464
	 */
	public static void encodeData(byte[] datagram, Options options, int sequence, byte[] source, int offset,
			int length) {
		writeHeader(datagram, Kind.DAT, options, sequence, 0);
		writePayload(datagram, options, source, offset, length);
	}

	/**
	 * Makes a datagram.
	 * @param kind what it is
	 * @param options the options of the session; ENC and CHK are applied here
	 * @param sequence the sequence number, 0 to 65535
	 * @param acknowledgement the acknowledgement number, 0 to 65535
	 * @param source where the data is, in the clear
	 * @param offset where it begins
	 * @param length its length in bytes, 0 to 1464
	 * @return the datagram, 1472 bytes
	 */
	public static byte[] encode(Kind kind, Options options, int sequence, int acknowledgement, byte[] source,
			int offset, int length) {
		byte[] datagram = new byte[PACKET_LENGTH];
		writeHeader(datagram, kind, options, sequence, acknowledgement);
		writePayload(datagram, options, source, offset, length);
		return datagram;
	}

	private static void writeHeader(byte[] datagram, Kind kind, Options options, int sequence, int acknowledgement) {
		SHORTS.set(datagram, 0, (short) sequence);
		SHORTS.set(datagram, ACKNOWLEDGEMENT, (short) acknowledgement);
		datagram[FLAGS] = (byte) (kind.flags() | options.flags());
		datagram[VERSION] = VERSION_2;
	}

	private static void writePayload(byte[] datagram, Options options, byte[] source, int offset, int length) {
		System.arraycopy(source, offset, datagram, HEADER_LENGTH, length);
		Arrays.fill(datagram, HEADER_LENGTH + length, PACKET_LENGTH, (byte) 0);
		if (options.encryption()) { // W6
			TextbookRsa.encipher(datagram, HEADER_LENGTH, length);
		}
		int checksum = options.checksum() ? InternetChecksum.of(datagram, HEADER_LENGTH, length) : 0; // W5
		SHORTS.set(datagram, CHECKSUM, (short) checksum);
	}

	private static int number(byte[] datagram, int offset) {
		return Short.toUnsignedInt((short) SHORTS.get(datagram, offset));
	}

}
