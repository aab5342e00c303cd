package io.rushb.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.rushb.wire.InternetChecksum;

/**
 * The least that can be called a RUSHB server in Java: one thread, one
 * {@link DatagramSocket}, one file in memory, a map of numbers by client. No timer, no
 * checks worth the name, no metrics. What the service is compared with.
 */
public final class MinimalLoop {

	private static final int PACKET = 1472;

	private static final int HEADER = 8;

	private static final int DATA = PACKET - HEADER;

	private final byte[] file;

	private final Map<SocketAddress, LoopClient> clients = new HashMap<>();

	private final byte[] out = new byte[PACKET];

	private final DatagramPacket reply = new DatagramPacket(this.out, PACKET);

	private MinimalLoop(byte[] file) {
		this.file = file;
	}

	/**
	 * Serves one file, whatever is asked for.
	 * @param args {@code file=} what to serve, {@code port=} where
	 * @throws IOException if the file cannot be read or the socket fails
	 */
	public static void main(String[] args) throws IOException {
		Arguments arguments = Arguments.of(args);
		byte[] file = Files.readAllBytes(Path.of(arguments.text("file", "")));
		InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(),
				arguments.number("port", 0));
		try (DatagramSocket socket = new DatagramSocket(address)) {
			socket.setReceiveBufferSize(4 * 1024 * 1024);
			new MinimalLoop(file).serve(socket);
		}
	}

	private void serve(DatagramSocket socket) throws IOException {
		byte[] in = new byte[PACKET + 1];
		DatagramPacket packet = new DatagramPacket(in, in.length);
		while (true) {
			packet.setLength(in.length);
			socket.receive(packet);
			if (packet.getLength() == PACKET && answer(in, packet.getSocketAddress())) {
				this.reply.setSocketAddress(packet.getSocketAddress());
				socket.send(this.reply);
			}
		}
	}

	private boolean answer(byte[] in, SocketAddress from) {
		ByteBuffer packet = ByteBuffer.wrap(in);
		int flags = in[6] & 0xff;
		if ((flags & 0x20) != 0) {
			this.clients.put(from, new LoopClient(flags & 0x04));
		}
		LoopClient client = this.clients.get(from);
		if (client == null) {
			return false;
		}
		int acknowledged = packet.getShort(2);
		if (acknowledged != (short) client.sequence && acknowledged != (short) (client.sequence - 1)) {
			return false;
		}
		if (acknowledged == (short) client.sequence) {
			client.sequence++;
		}
		write(client, packet.getShort(0));
		return true;
	}

	private void write(LoopClient client, short received) {
		int from = (client.sequence - 1) * DATA;
		int length = Math.max(0, Math.min(DATA, this.file.length - from));
		System.arraycopy(this.file, Math.min(from, this.file.length), this.out, HEADER, length);
		java.util.Arrays.fill(this.out, HEADER + length, PACKET, (byte) 0);
		boolean last = from >= this.file.length + DATA;
		int checksum = (client.options != 0) ? InternetChecksum.of(this.out, HEADER, length) : 0;
		ByteBuffer.wrap(this.out)
			.putShort((short) client.sequence)
			.putShort(last ? received : 0)
			.putShort((short) checksum)
			.put((byte) (((length > 0) ? 0x10 : last ? 0x88 : 0x08) | client.options))
			.put((byte) 2);
	}

	/** What is known of a client. */
	private static final class LoopClient {

		private final int options;

		private int sequence;

		LoopClient(int options) {
			this.options = options;
		}

	}

}
