package io.rushb.check.ladder;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The format of capture files that Wireshark reads: classic pcap with microseconds, each
 * frame an IPv4 or IPv6 packet.
 */
public final class CaptureFormat {

	private static final int MAGIC = 0xa1b2c3d4;

	private static final int SNAP_LENGTH = 0x40000;

	private static final int LINKTYPE_RAW = 101;

	private static final int FILE_HEADER = 24;

	private static final int FRAME_HEADER = 16;

	private static final int IPV4_HEADER = 20;

	private static final int IPV6_HEADER = 40;

	private static final int IPV4_ADDRESS = 4;

	private static final int IPV6_ADDRESS = 16;

	private static final int UDP_HEADER = 8;

	private static final int UDP = 17;

	private static final int HOPS = 64;

	private static final long MICROS = 1_000_000;

	private CaptureFormat() {
	}

	/**
	 * Returns the header of a file.
	 * @return the bytes
	 */
	public static byte[] header() {
		return ByteBuffer.allocate(FILE_HEADER)
			.order(ByteOrder.LITTLE_ENDIAN)
			.putInt(MAGIC)
			.putShort((short) 2)
			.putShort((short) 4)
			.putInt(0)
			.putInt(0)
			.putInt(SNAP_LENGTH)
			.putInt(LINKTYPE_RAW)
			.array();
	}

	/**
	 * Returns a UDP datagram as a frame of a file.
	 * @param micros its time, in microseconds since 1970
	 * @param source from where; an address
	 * @param destination to where; an address of the same family; the unspecified address
	 * of the other family is converted
	 * @param datagram the array that holds it from its first byte on
	 * @param length its length in bytes
	 * @return the bytes
	 */
	public static byte[] frame(long micros, InetSocketAddress source, InetSocketAddress destination, byte[] datagram,
			int length) {
		boolean old = isOld(source.getAddress()) || isOld(destination.getAddress());
		byte[] from = address(source.getAddress(), old);
		byte[] to = address(destination.getAddress(), old);
		byte[] udp = udp(source.getPort(), destination.getPort(), datagram, length);
		int sum = sum(from) + sum(to) + UDP + udp.length + sum(udp);
		int checksum = complement(sum);
		udp[6] = (byte) (((checksum != 0) ? checksum : 0xffff) >>> Byte.SIZE);
		udp[7] = (byte) ((checksum != 0) ? checksum : 0xffff);
		byte[] ip = old ? ipv4(from, to, udp.length) : ipv6(from, to, udp.length);
		return ByteBuffer.allocate(FRAME_HEADER + ip.length + udp.length)
			.order(ByteOrder.LITTLE_ENDIAN)
			.putInt((int) (micros / MICROS))
			.putInt((int) (micros % MICROS))
			.putInt(ip.length + udp.length)
			.putInt(ip.length + udp.length)
			.put(ip)
			.put(udp)
			.array();
	}

	private static boolean isOld(InetAddress address) {
		return address.getAddress().length == IPV4_ADDRESS && !address.isAnyLocalAddress();
	}

	private static byte[] address(InetAddress address, boolean old) {
		byte[] bytes = address.getAddress();
		int wanted = old ? IPV4_ADDRESS : IPV6_ADDRESS;
		return (bytes.length == wanted) ? bytes : new byte[wanted];
	}

	private static byte[] ipv4(byte[] from, byte[] to, int length) {
		byte[] header = ByteBuffer.allocate(IPV4_HEADER)
			.put((byte) 0x45)
			.put((byte) 0)
			.putShort((short) (IPV4_HEADER + length))
			.putInt(0)
			.put((byte) HOPS)
			.put((byte) UDP)
			.putShort((short) 0)
			.put(from)
			.put(to)
			.array();
		int checksum = complement(sum(header));
		header[10] = (byte) (checksum >>> Byte.SIZE);
		header[11] = (byte) checksum;
		return header;
	}

	private static byte[] ipv6(byte[] from, byte[] to, int length) {
		return ByteBuffer.allocate(IPV6_HEADER)
			.putInt(0x60000000)
			.putShort((short) length)
			.put((byte) UDP)
			.put((byte) HOPS)
			.put(from)
			.put(to)
			.array();
	}

	private static byte[] udp(int source, int destination, byte[] datagram, int length) {
		return ByteBuffer.allocate(UDP_HEADER + length)
			.putShort((short) source)
			.putShort((short) destination)
			.putShort((short) (UDP_HEADER + length))
			.putShort((short) 0)
			.put(datagram, 0, length)
			.array();
	}

	private static int sum(byte[] bytes) {
		int sum = 0;
		for (int i = 0; i < bytes.length; i++) {
			sum += (bytes[i] & 0xff) << ((i % 2 == 0) ? Byte.SIZE : 0);
		}
		return sum;
	}

	/** The Internet checksum as RFC 1071 has it. */
	private static int complement(int sum) {
		int folded = sum;
		while (folded >>> 16 != 0) {
			folded = (folded & 0xffff) + (folded >>> 16);
		}
		return ~folded & 0xffff;
	}

}
