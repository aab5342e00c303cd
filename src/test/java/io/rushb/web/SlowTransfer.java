package io.rushb.web;

import io.rushb.testing.SocketClient;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.SerialNumber;

/**
 * A transfer that goes on only when it is told to, packet by packet.
 */
final class SlowTransfer implements AutoCloseable {

	private final SocketClient client;

	/** The packet that has come and is not acknowledged. */
	private Packet last;

	private int number = 2;

	private boolean over;

	SlowTransfer(int port, Options options, String name) {
		this.client = new SocketClient(port, options);
		this.client.get(name);
		this.last = this.client.receive();
	}

	int localPort() {
		return this.client.localPort();
	}

	/** Asks for the same packet again. */
	void repeat() {
		answer(Kind.DAT_NAK);
	}

	/** Loses the packet that has come, and waits until it is sent again. */
	void lose() {
		this.last = this.client.receive();
	}

	/** Goes on by one packet. */
	void step() {
		answer((this.last.kind() == Kind.FIN) ? Kind.FIN_ACK : Kind.DAT_ACK);
	}

	/** Goes on to the end, because the next test would see an open transfer. */
	void finish() {
		while (!this.over) {
			step();
		}
	}

	private void answer(Kind kind) {
		if (!this.over) {
			this.client.send(kind, this.number, this.last.sequence(), "");
			this.number = SerialNumber.next(this.number);
			Packet before = this.last;
			do { // a timer may have sent a copy of what has been answered
				this.last = this.client.receive();
			}
			while (kind != Kind.DAT_NAK && this.last.kind() == before.kind()
					&& this.last.sequence() == before.sequence());
			this.over = this.last.kind() == Kind.FIN_ACK;
		}
	}

	@Override
	public void close() {
		try {
			finish();
		}
		finally {
			this.client.close();
		}
	}

}
