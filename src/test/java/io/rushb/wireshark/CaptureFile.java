package io.rushb.wireshark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import io.rushb.check.ladder.CaptureFormat;

/**
 * A capture file (classic pcap, microseconds, raw IPv4) of datagrams between a client and
 * a server, one each millisecond.
 */
final class CaptureFile {

	static final int SERVER_PORT = 3200;

	static final int CLIENT_PORT = 40_000;

	private static final InetAddress CLIENT = address(1);

	private static final InetAddress SERVER = address(2);

	private static final int FRAME_HEADER = 16;

	private static final int IP_HEADER = 20;

	private static final int ICMP_HEADER = 8;

	private static final byte ICMP = 1;

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private final int serverPort;

	private int frames;

	private int snapLength = Integer.MAX_VALUE;

	CaptureFile() {
		this(SERVER_PORT);
	}

	CaptureFile(int serverPort) {
		this.serverPort = serverPort;
		this.bytes.writeBytes(CaptureFormat.header());
	}

	/** From now on no more of a frame is kept than this. */
	CaptureFile cutFramesAt(int length) {
		this.snapLength = length;
		return this;
	}

	CaptureFile client(byte[] datagram) {
		return client(CLIENT_PORT, datagram);
	}

	/** A datagram from another of the client's ports. */
	CaptureFile client(int port, byte[] datagram) {
		return frame(packet(CLIENT, port, SERVER, this.serverPort, datagram));
	}

	CaptureFile server(byte[] datagram) {
		return server(CLIENT_PORT, datagram);
	}

	/** A datagram to another of the client's ports. */
	CaptureFile server(int port, byte[] datagram) {
		return frame(packet(SERVER, this.serverPort, CLIENT, port, datagram));
	}

	/** The server's host says that nobody listens, and quotes the client's datagram. */
	CaptureFile portUnreachable(byte[] datagram) {
		byte[] quoted = packet(CLIENT, CLIENT_PORT, SERVER, this.serverPort, datagram);
		int kept = 548;
		ByteBuffer packet = ByteBuffer.allocate(IP_HEADER + ICMP_HEADER + kept).put(quoted, 0, IP_HEADER);
		packet.putShort(2, (short) packet.capacity()).put(9, ICMP).putShort(10, (short) 0);
		packet.put(12, SERVER.getAddress()).put(16, CLIENT.getAddress());
		packet.putShort(10, (short) complement(packet.slice(0, IP_HEADER)));
		packet.put((byte) 3).put((byte) 3);
		packet.put(IP_HEADER + ICMP_HEADER, quoted, 0, kept);
		packet.putShort(IP_HEADER + 2, (short) complement(packet.slice(IP_HEADER, ICMP_HEADER + kept)));
		return frame(packet.array());
	}

	int frames() {
		return this.frames;
	}

	byte[] bytes() {
		return this.bytes.toByteArray();
	}

	void write(Path file) throws IOException {
		Files.write(file, bytes());
	}

	/** One each millisecond. */
	private CaptureFile frame(byte[] packet) {
		int kept = Math.min(packet.length, this.snapLength);
		this.bytes.writeBytes(ByteBuffer.allocate(FRAME_HEADER)
			.order(ByteOrder.LITTLE_ENDIAN)
			.putInt(this.frames / 1000)
			.putInt(this.frames % 1000 * 1000)
			.putInt(kept)
			.putInt(packet.length)
			.array());
		this.bytes.write(packet, 0, kept);
		this.frames++;
		return this;
	}

	/** An IP packet with a datagram, as the product writes it. */
	private static byte[] packet(InetAddress source, int sourcePort, InetAddress destination, int destinationPort,
			byte[] datagram) {
		byte[] frame = CaptureFormat.frame(0, new InetSocketAddress(source, sourcePort),
				new InetSocketAddress(destination, destinationPort), datagram, datagram.length);
		return Arrays.copyOfRange(frame, FRAME_HEADER, frame.length);
	}

	private static InetAddress address(int host) {
		try {
			return InetAddress.getByAddress(new byte[] { 10, 0, 0, (byte) host });
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The Internet checksum as RFC 1071 has it, of an even number of bytes. */
	private static int complement(ByteBuffer words) {
		int sum = 0;
		while (words.hasRemaining()) {
			sum += Short.toUnsignedInt(words.getShort());
			sum = (sum & 0xffff) + (sum >>> 16);
		}
		return ~sum & 0xffff;
	}

}
