package io.rushb.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stands before several servers, as nginx does with
 * {@code hash $remote_addr$remote_port}: a client's port chooses its server. A server
 * whose system says that nothing listens any more is left out, and its clients go to
 * others.
 */
public final class Balancer implements Closeable {

	private final Selector selector = Selector.open();

	private final DatagramChannel front = DatagramChannel.open();

	private final List<InetSocketAddress> servers;

	private final Map<SocketAddress, DatagramChannel> backs = new HashMap<>();

	private final ByteBuffer buffer = ByteBuffer.allocate(2048);

	private final Thread thread = new Thread(this::run, "balancer");

	private volatile boolean stopped;

	/**
	 * Starts one on a free port of the loopback address.
	 * @param servers where it forwards to
	 * @throws IOException if there is no port
	 */
	public Balancer(List<InetSocketAddress> servers) throws IOException {
		this.servers = new ArrayList<>(servers);
		this.front.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0)).configureBlocking(false);
		this.front.register(this.selector, SelectionKey.OP_READ);
		this.thread.start();
	}

	/**
	 * Returns where clients are to ask.
	 * @return the port
	 * @throws IOException if it is closed
	 */
	public int port() throws IOException {
		return ((InetSocketAddress) this.front.getLocalAddress()).getPort();
	}

	private void run() {
		try {
			while (!this.stopped) {
				this.selector.select((key) -> {
					try {
						if (key.channel() == this.front) {
							toServers();
						}
						else {
							toClient((DatagramChannel) key.channel(), (SocketAddress) key.attachment());
						}
					}
					catch (IOException ex) {
						throw new UncheckedIOException(ex);
					}
				});
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void toServers() throws IOException {
		SocketAddress client = this.front.receive(this.buffer.clear());
		if (client == null) {
			return;
		}
		DatagramChannel back = this.backs.get(client);
		if (back == null) {
			back = DatagramChannel.open();
			int chosen = Math.floorMod(((InetSocketAddress) client).getPort(), this.servers.size());
			back.connect(this.servers.get(chosen)).configureBlocking(false);
			back.register(this.selector, SelectionKey.OP_READ, client);
			this.backs.put(client, back);
		}
		try {
			back.write(this.buffer.flip());
		}
		catch (PortUnreachableException ex) {
			leaveOut(back, client);
		}
	}

	private void toClient(DatagramChannel back, SocketAddress client) throws IOException {
		if (!back.isOpen()) {
			return;
		}
		try {
			if (back.read(this.buffer.clear()) > 0) {
				this.front.send(this.buffer.flip(), client);
			}
		}
		catch (PortUnreachableException ex) {
			leaveOut(back, client);
		}
	}

	private void leaveOut(DatagramChannel back, SocketAddress client) throws IOException {
		this.servers.remove(back.getRemoteAddress());
		this.backs.remove(client);
		back.close();
	}

	@Override
	public void close() throws IOException {
		this.stopped = true;
		this.selector.wakeup();
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		for (DatagramChannel back : this.backs.values()) {
			back.close();
		}
		this.front.close();
		this.selector.close();
	}

}
