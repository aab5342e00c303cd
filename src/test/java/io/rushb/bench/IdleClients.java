package io.rushb.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Many clients that fetch one packet each and then say nothing more, so that their
 * sessions live and wait.
 */
public final class IdleClients {

	private static final int DATA = 1464;

	/** So few that no socket's buffer overflows. */
	private static final int BATCH = 50;

	private static final int PATIENCE_MILLIS = 500;

	/** Not that of other generators, whose sessions may still have some of the ports. */
	private static final String HOME = "127.0.0.2";

	private IdleClients() {
	}

	/**
	 * Opens the sessions, says {@code ready}, and ends when its standard input ends.
	 * @param args {@code port=}, {@code clients=}, {@code name=}, {@code size=} of the
	 * file
	 * @throws IOException if sockets fail
	 */
	public static void main(String[] args) throws IOException {
		Arguments arguments = Arguments.of(args);
		InetSocketAddress server = new InetSocketAddress(InetAddress.getByName("127.0.0.1"),
				arguments.number("port", 3200));
		Dialogue dialogue = Dialogue.rushb(Dialogue.file(arguments.number("size", 2 * DATA)),
				arguments.text("name", "bench.bin"), false);
		List<DatagramSocket> clients = new ArrayList<>();
		int count = arguments.number("clients", 10_000);
		while (clients.size() < count) {
			List<DatagramSocket> batch = new ArrayList<>();
			for (int i = 0; i < Math.min(BATCH, count - clients.size()); i++) {
				DatagramSocket client = new DatagramSocket(new InetSocketAddress(HOME, 0));
				client.connect(server);
				client.setReceiveBufferSize(BareRepeats.RECEIVE_BUFFER);
				client.setSoTimeout(PATIENCE_MILLIS);
				batch.add(client);
			}
			for (int position = 0; position < 2; position++) {
				DatagramPacket packet = packet(dialogue.replies().get(position));
				for (DatagramSocket client : batch) {
					client.send(packet);
				}
				for (DatagramSocket client : batch) {
					receive(client, packet, dialogue, position);
				}
			}
			clients.addAll(batch);
		}
		System.out.println("ready");
		int closed = System.in.read();
		System.out.println("done " + closed);
		clients.forEach(DatagramSocket::close);
	}

	private static DatagramPacket packet(ByteBuffer datagram) {
		byte[] bytes = new byte[datagram.remaining()];
		datagram.duplicate().get(bytes);
		return new DatagramPacket(bytes, bytes.length);
	}

	/** Sends the reply again when no answer comes: either may have been lost. */
	private static void receive(DatagramSocket client, DatagramPacket reply, Dialogue dialogue, int position)
			throws IOException {
		DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
		boolean expected = false;
		while (!expected) {
			try {
				client.receive(answer);
				expected = dialogue.isExpected(ByteBuffer.wrap(answer.getData(), 0, answer.getLength()), position);
			}
			catch (SocketTimeoutException ex) {
				client.send(reply);
			}
		}
	}

}
