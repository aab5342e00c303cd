package io.rushb.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
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
		List<DatagramChannel> clients = new ArrayList<>();
		ByteBuffer buffer = ByteBuffer.allocateDirect(2048);
		int count = arguments.number("clients", 10_000);
		while (clients.size() < count) {
			List<DatagramChannel> batch = new ArrayList<>();
			for (int i = 0; i < Math.min(BATCH, count - clients.size()); i++) {
				DatagramChannel client = DatagramChannel.open();
				client.bind(new InetSocketAddress(server.getAddress(), 0));
				client.connect(server);
				batch.add(client);
			}
			for (int position = 0; position < 2; position++) {
				for (DatagramChannel client : batch) {
					client.write(dialogue.replies().get(position).duplicate());
				}
				for (DatagramChannel client : batch) {
					receive(client, buffer, dialogue, position);
				}
			}
			clients.addAll(batch);
		}
		System.out.println("ready");
		int closed = System.in.read();
		System.out.println("done " + closed);
		for (DatagramChannel client : clients) {
			client.close();
		}
	}

	private static void receive(DatagramChannel client, ByteBuffer buffer, Dialogue dialogue, int position)
			throws IOException {
		do {
			buffer.clear();
			client.read(buffer);
			buffer.flip();
		}
		while (!dialogue.isExpected(buffer, position));
	}

}
