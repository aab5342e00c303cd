package io.rushb.simulation;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.Sender;

/**
 * Answers at random, often nearly right, and looks only at what data it gets.
 */
final class RandomClient extends SimulatedClient {

	private static final Kind[] KINDS = { Kind.DAT_ACK, Kind.DAT_ACK, Kind.DAT_ACK, Kind.DAT_ACK, Kind.FIN_ACK,
			Kind.FIN_ACK, Kind.DAT_NAK, Kind.FIN_NAK, Kind.GET, Kind.DAT, Kind.FIN };

	private int packetsLeft = 60;

	private int seen;

	private Options options = Options.NONE;

	RandomClient(World world, int index, ClientPlan plan, SplittableRandom random) {
		super(world, index, plan, random);
		this.options = plan.asked();
	}

	@Override
	void start() {
		this.number = 1;
		this.world.send(this, get());
		goOn();
	}

	private void goOn() {
		this.world.later(this.random.nextLong(1, 2 * SECOND), () -> {
			if (this.packetsLeft > 0) {
				sendAnything();
				goOn();
			}
		});
	}

	@Override
	void receive(byte[] datagram, int length) {
		if (PacketCodec.decode(datagram, length, Sender.SERVER) instanceof Packet packet && packet.isChecksumRight()) {
			this.seen = packet.sequence();
			this.options = packet.options();
			if (packet.kind() == Kind.DAT && packet.sequence() >= 1 && packet.sequence() <= this.resource.segments()) {
				Violation.unless(this.resource.isSegment(packet.sequence(), packet.data()), this, "got wrong bytes");
			}
		}
		for (int i = this.random.nextInt(3); i > 0 && this.packetsLeft > 0; i--) {
			sendAnything();
		}
	}

	private void sendAnything() {
		this.packetsLeft--;
		Kind kind = KINDS[this.random.nextInt(KINDS.length)];
		Options used = (this.random.nextInt(16) > 0) ? this.options
				: new Options(this.random.nextBoolean(), this.random.nextBoolean());
		if (kind == Kind.GET) {
			sendRequest(used);
			return;
		}
		int sequence = switch (this.random.nextInt(12)) {
			case 0 -> this.number + 2;
			case 1 -> this.number + 64;
			case 2 -> this.random.nextInt(65536);
			case 3 -> this.number;
			default -> ++this.number;
		};
		int acknowledgement = switch (this.random.nextInt(10)) {
			case 0 -> this.seen + 1;
			case 1 -> this.seen - 1;
			case 2 -> this.random.nextInt(65536);
			default -> this.seen;
		};
		this.world.send(this, PacketCodec.encode(kind, used, sequence & 0xffff, acknowledgement & 0xffff));
	}

	private void sendRequest(Options used) {
		byte[] name = this.resource.name().getBytes(StandardCharsets.ISO_8859_1);
		int sequence = (this.random.nextInt(4) > 0) ? 1 : this.number;
		int acknowledgement = (this.random.nextInt(4) > 0) ? 0 : 1;
		if (this.random.nextInt(8) == 0) {
			name = new byte[this.random.nextInt(1465)];
			this.random.nextBytes(name);
		}
		this.number = Math.max(1, sequence);
		this.world.send(this, PacketCodec.encode(Kind.GET, used, sequence, acknowledgement, name, 0, name.length));
	}

}
