package io.rushb.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Random;

/**
 * One client that fetches the file again and again and checks every byte.
 */
final class BenchClient {

	private final Dialogue dialogue;

	private final InetSocketAddress server;

	private final Selector selector;

	private final double loss;

	private final Random random;

	private DatagramChannel channel;

	private boolean connected;

	/** The position of the packet expected next. */
	private int position;

	private long heardAt;

	private long packets;

	private long transfers;

	private long repeats;

	private long copies;

	private long surprises;

	BenchClient(Dialogue dialogue, InetSocketAddress server, Selector selector, double loss, int seed)
			throws IOException {
		this.dialogue = dialogue;
		this.server = server;
		this.selector = selector;
		this.loss = loss;
		this.random = new Random(seed);
		this.channel = open();
	}

	private DatagramChannel open() throws IOException {
		DatagramChannel opened = DatagramChannel.open();
		opened.bind(new InetSocketAddress(this.server.getAddress(), 0));
		this.connected = !this.dialogue.freshPort();
		if (this.connected) {
			opened.connect(this.server);
		}
		opened.configureBlocking(false);
		opened.register(this.selector, SelectionKey.OP_READ, this);
		return opened;
	}

	void start(long now) throws IOException {
		if (this.dialogue.freshPort() && this.position > 0) {
			this.channel.close();
			this.channel = open();
		}
		this.position = 0;
		this.heardAt = now;
		reply();
	}

	/** Takes all that has come. */
	void read(ByteBuffer buffer, long now) throws IOException {
		while (receive(buffer)) {
			this.heardAt = now;
			if (isLost()) {
				continue;
			}
			if (this.dialogue.isExpected(buffer, this.position)) {
				advance(now);
				// Stop and wait: there is nothing more to come.
				return;
			}
			if (this.position > 0 && this.dialogue.isExpected(buffer, this.position - 1)) {
				this.copies++;
				reply();
			}
			else if (this.dialogue.isCopy(buffer)) {
				this.copies++;
			}
			else {
				this.surprises++;
			}
		}
	}

	private boolean receive(ByteBuffer buffer) throws IOException {
		buffer.clear();
		try {
			if (this.connected) {
				if (this.channel.read(buffer) <= 0) {
					return false;
				}
			}
			else {
				SocketAddress from = this.channel.receive(buffer);
				if (from == null) {
					return false;
				}
				this.channel.connect(from);
				this.connected = true;
			}
		}
		catch (PortUnreachableException ex) {
			return false;
		}
		buffer.flip();
		return true;
	}

	private void advance(long now) throws IOException {
		if (this.position >= this.dialogue.firstData() && this.position <= this.dialogue.lastData()) {
			this.packets++;
		}
		this.position++;
		if (this.position < this.dialogue.replies().size()) {
			reply();
		}
		if (this.position == this.dialogue.expected().size()) {
			this.transfers++;
			start(now);
		}
	}

	private void reply() throws IOException {
		ByteBuffer reply = this.dialogue.replies().get(this.position);
		if (isLost()) {
			return;
		}
		reply.rewind();
		try {
			if (this.connected) {
				this.channel.write(reply);
			}
			else {
				this.channel.send(reply, this.server);
			}
		}
		catch (PortUnreachableException ex) {
			// Said again later.
			this.heardAt = Math.min(this.heardAt, System.nanoTime());
		}
	}

	private boolean isLost() {
		return this.loss > 0 && this.random.nextDouble() < this.loss;
	}

	/** Says the last thing again if nothing has been heard for so long. */
	void repeatAfter(long nanos, long now) throws IOException {
		if (now - this.heardAt > nanos) {
			this.heardAt = now;
			this.repeats++;
			reply();
		}
	}

	long packets() {
		return this.packets;
	}

	long transfers() {
		return this.transfers;
	}

	long repeats() {
		return this.repeats;
	}

	long copies() {
		return this.copies;
	}

	long surprises() {
		return this.surprises;
	}

}
