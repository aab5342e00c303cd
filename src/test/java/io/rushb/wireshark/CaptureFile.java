package io.rushb.wireshark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A capture file (classic pcap, microseconds, raw IPv4) of datagrams between a client and
 * a server, one each millisecond.
 */
final class CaptureFile {

	static final int SERVER_PORT = 3200;

	static final int CLIENT_PORT = 40_000;

	private static final int MAGIC = 0xa1b2c3d4;

	private static final int SNAP_LENGTH = 0x40000;

	private static final int LINKTYPE_RAW = 101;

	private static final int IP_HEADER = 20;

	private static final int UDP_HEADER = 8;

	private static final int UDP = 17;

	private static final int CLIENT = 0x0a000001;

	private static final int SERVER = 0x0a000002;

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private final int serverPort;

	private int frames;

	private int snapLength = SNAP_LENGTH;

	CaptureFile() {
		this(SERVER_PORT);
	}

	CaptureFile(int serverPort) {
		this.serverPort = serverPort;
		this.bytes.writeBytes(ByteBuffer.allocate(24)
			.order(ByteOrder.LITTLE_ENDIAN)
			.putInt(MAGIC)
			.putShort((short) 2)
			.putShort((short) 4)
			.putInt(0)
			.putInt(0)
			.putInt(SNAP_LENGTH)
			.putInt(LINKTYPE_RAW)
			.array());
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
		return frame(ip(UDP, CLIENT, SERVER, udp(port, this.serverPort, datagram)));
	}

	CaptureFile server(byte[] datagram) {
		return server(CLIENT_PORT, datagram);
	}

	/** A datagram to another of the client's ports. */
	CaptureFile server(int port, byte[] datagram) {
		return frame(ip(UDP, SERVER, CLIENT, udp(this.serverPort, port, datagram)));
	}

	/** The server's host says that nobody listens, and quotes the client's datagram. */
	CaptureFile portUnreachable(byte[] datagram) {
		byte[] quoted = ip(UDP, CLIENT, SERVER, udp(CLIENT_PORT, this.serverPort, datagram));
		int kept = 548;
		ByteBuffer icmp = ByteBuffer.allocate(UDP_HEADER + kept).put((byte) 3).put((byte) 3).putShort((short) 0);
		icmp.position(UDP_HEADER).put(quoted, 0, kept);
		icmp.putShort(2, (short) complement(icmp.array()));
		return frame(ip(1, SERVER, CLIENT, icmp.array()));
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

	private CaptureFile frame(byte[] packet) {
		int kept = Math.min(packet.length, this.snapLength);
		this.bytes.writeBytes(ByteBuffer.allocate(16)
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

	private static byte[] ip(int protocol, int source, int destination, byte[] payload) {
		ByteBuffer header = ByteBuffer.allocate(IP_HEADER)
			.put((byte) 0x45)
			.put((byte) 0)
			.putShort((short) (IP_HEADER + payload.length))
			.putInt(0)
			.put((byte) 64)
			.put((byte) protocol)
			.putShort((short) 0)
			.putInt(source)
			.putInt(destination);
		header.putShort(10, (short) complement(header.array()));
		return ByteBuffer.allocate(IP_HEADER + payload.length).put(header.array()).put(payload).array();
	}

	/** A checksum of 0 says that there is none. */
	private static byte[] udp(int source, int destination, byte[] payload) {
		return ByteBuffer.allocate(UDP_HEADER + payload.length)
			.putShort((short) source)
			.putShort((short) destination)
			.putShort((short) (UDP_HEADER + payload.length))
			.putShort((short) 0)
			.put(payload)
			.array();
	}

	/** The Internet checksum as RFC 1071 has it, of an even number of bytes. */
	private static int complement(byte[] bytes) {
		int sum = 0;
		for (ByteBuffer words = ByteBuffer.wrap(bytes); words.hasRemaining();) {
			sum += Short.toUnsignedInt(words.getShort());
			sum = (sum & 0xffff) + (sum >>> 16);
		}
		return ~sum & 0xffff;
	}

}
