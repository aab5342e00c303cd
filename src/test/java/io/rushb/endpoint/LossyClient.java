package io.rushb.endpoint;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

import io.rushb.testing.ClientPackets;
import io.rushb.testing.Sent;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.SerialNumber;
import org.jspecify.annotations.Nullable;

/**
 * A client behind a network that loses, duplicates and delays. Like the published client
 * it answers every packet it gets, also a repeated one, under a new number.
 */
final class LossyClient {

	private final VirtualServer server;

	private final InetSocketAddress client;

	private final Options options;

	private int sequence = 1;

	private int expected = 1;

	private boolean finished;

	private byte @Nullable [] delayed;

	LossyClient(VirtualServer server, InetSocketAddress client, Options options) {
		this.server = server;
		this.client = client;
		this.options = options;
	}

	void request(String name) {
		this.server.receive(this.client, ClientPackets.get(name, this.options));
	}

	boolean isFinished() {
		return this.finished;
	}

	int expected() {
		return this.expected;
	}

	/**
	 * Takes what the server has sent, or lets its timer run if nothing came.
	 * @param faults what decides on losses; {@code null} for none
	 * @param data takes new data, in order
	 */
	void step(@Nullable Random faults, Consumer<byte[]> data) {
		List<Sent> sent = this.server.take(this.client);
		if (sent.isEmpty()) {
			this.server.advanceToTimer();
			return;
		}
		for (Sent datagram : sent) {
			if (faults == null || faults.nextInt(100) >= 30) {
				take(datagram.packet(), faults, data);
			}
		}
	}

	private void take(Packet packet, @Nullable Random faults, Consumer<byte[]> data) {
		if (packet.kind() == Kind.FIN_ACK) {
			this.finished = true;
			return;
		}
		if (packet.sequence() == this.expected) {
			this.expected = SerialNumber.next(this.expected);
			if (packet.kind() == Kind.DAT) {
				data.accept(packet.data());
			}
		}
		else if (SerialNumber.distance(packet.sequence(), this.expected) < 1) {
			throw new AssertionError("sent before the one before was acknowledged: " + packet.sequence());
		}
		this.sequence = SerialNumber.next(this.sequence);
		Kind kind = (packet.kind() == Kind.FIN) ? Kind.FIN_ACK : Kind.DAT_ACK;
		byte[] answer = PacketCodec.encode(kind, this.options, this.sequence, packet.sequence());
		int fate = (faults != null) ? faults.nextInt(100) : 100;
		if (this.delayed != null && fate % 2 == 0) {
			this.server.receive(this.client, this.delayed);
			this.delayed = null;
		}
		if (fate >= 30) {
			this.server.receive(this.client, answer);
		}
		if (fate >= 30 && fate < 45) {
			this.server.receive(this.client, answer);
		}
		if (fate >= 20 && fate < 40) {
			this.delayed = answer;
		}
	}

}
