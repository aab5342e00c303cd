package io.rushb.fuzz;

import java.util.Arrays;
import java.util.List;

import io.rushb.session.SessionView;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.Sent;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Kind;
import io.rushb.wire.Packet;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client in mid-transfer that must not notice what others do.
 */
final class HonestClient {

	private final VirtualServer server;

	private final byte[] content;

	private int number = 1;

	private int expected = 1;

	private int position;

	private boolean finished;

	HonestClient(VirtualServer server, byte[] content) {
		this.server = server;
		this.content = content;
		server.receive(ClientPackets.get("honest"));
		step();
	}

	@Nullable SessionView view() {
		return this.server.endpoint()
			.sessions(this.server.now())
			.stream()
			.filter((session) -> session.client().equals(VirtualServer.CLIENT))
			.findAny()
			.orElse(null);
	}

	/** Takes the latest packet and answers it. */
	void step() {
		List<Sent> sent = this.server.take();
		if (this.finished) {
			assertThat(sent).as("packets after the end").isEmpty();
			return;
		}
		assertThat(sent).as("packets of the honest client's").isNotEmpty();
		Packet packet = sent.get(sent.size() - 1).packet();
		assertThat(packet.sequence()).isEqualTo(this.expected);
		this.number++;
		if (packet.kind() == Kind.FIN) {
			assertThat(this.position).as("bytes at FIN").isEqualTo(this.content.length);
			this.finished = true;
			this.server.receive(ClientPackets.finAck(this.number, this.expected));
			assertThat(this.server.take()).as("FIN+ACK").hasSize(1);
			return;
		}
		byte[] data = packet.data();
		assertThat(data).isEqualTo(Arrays.copyOfRange(this.content, this.position, this.position + data.length));
		this.position += data.length;
		this.server.receive(ClientPackets.ack(this.number, this.expected));
		this.expected++;
	}

	void finish() {
		while (!this.finished) {
			step();
		}
	}

}
