package io.rushb.testing;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that loses nothing and answers at once, one packet at a time.
 */
public final class Download {

	private final VirtualServer server;

	private final InetSocketAddress client;

	private final Options options;

	private final PublishedClient answering;

	private Consumer<byte[]> taker = (data) -> {
	};

	private long packets;

	public Download(VirtualServer server, InetSocketAddress client, Options options) {
		this.server = server;
		this.client = client;
		this.options = options;
		this.answering = new PublishedClient(options, (data) -> {
			this.packets++;
			this.taker.accept(data);
		});
	}

	/** Gets a resource and returns its bytes; {@code FIN} at once returns none. */
	public static byte[] of(VirtualServer server, String name, Options options) {
		return new Download(server, VirtualServer.CLIENT, options).fetch(name);
	}

	/** Gets a resource and returns its bytes; {@code FIN} at once returns none. */
	public byte[] fetch(String name) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		begin(name);
		while (!isFinished()) {
			step(bytes::writeBytes);
		}
		return bytes.toByteArray();
	}

	public void begin(String name) {
		this.server.receive(this.client, this.answering.get(name));
	}

	/** Takes the one packet that the server has sent and answers it. */
	public void step(Consumer<byte[]> data) {
		List<Sent> sent = this.server.take(this.client);
		assertThat(sent).as("packets unacknowledged (S3)").hasSize(1);
		Packet packet = sent.get(0).packet();
		assertThat(packet.sequence()).as("number (N1)").isEqualTo(this.answering.expected());
		assertThat(packet.acknowledgement()).as("acknowledgement (N3)").isZero();
		assertThat(packet.options()).isEqualTo(this.options);
		assertThat(packet.kind()).isIn(Kind.DAT, Kind.FIN);
		this.taker = data;
		this.server.receive(this.client, this.answering.answer(packet));
		if (this.answering.isComplete()) {
			finish();
		}
	}

	private void finish() {
		List<Sent> sent = this.server.take(this.client);
		assertThat(sent).hasSize(1);
		Packet packet = sent.get(0).packet();
		assertThat(packet.kind()).as("end (S6)").isEqualTo(Kind.FIN_ACK);
		assertThat(packet.sequence()).isEqualTo(this.answering.expected());
		assertThat(packet.acknowledgement()).isEqualTo(this.answering.sequence());
		this.answering.answer(packet);
	}

	public boolean isFinished() {
		return this.answering.isClosed();
	}

	/** How many packets carried the data. */
	public long packets() {
		return this.packets;
	}

}
