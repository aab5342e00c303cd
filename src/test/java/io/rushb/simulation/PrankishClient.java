package io.rushb.simulation;

import java.util.SplittableRandom;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;

/**
 * The published client with its mistakes: it drops packets and sends wrong ones, each in
 * place of an answer and without using up its number.
 */
final class PrankishClient extends SimulatedClient {

	PrankishClient(World world, int index, ClientPlan plan, SplittableRandom random) {
		super(world, index, plan, random);
	}

	@Override
	void start() {
		super.start();
		if (this.plan.asked().checksum() && isPrankWanted()) {
			byte[] wrong = get();
			wrong[5] ^= 1;
			this.world.send(this, wrong);
		}
	}

	@Override
	protected void handleNext(int sequence) {
		if (isPrankWanted() && this.random.nextInt(3) == 0) {
			this.world.note(this, "drops what it received");
			return;
		}
		super.handleNext(sequence);
	}

	@Override
	protected void answer(Kind kind, int sequence) {
		if (isPrankWanted()) {
			mistake(kind, sequence);
		}
		else {
			super.answer(kind, sequence);
		}
	}

	private void mistake(Kind kind, int sequence) {
		Options options = (this.granted != null) ? this.granted : Options.NONE;
		int next = this.number + 1;
		switch (this.random.nextInt(4)) {
			case 0 -> send(kind, next + 1, sequence);
			case 1 -> send(kind, next, sequence + 1);
			case 2 -> this.world.send(this, PacketCodec.encode(Kind.GET, options, next, sequence));
			default -> {
				boolean checksum = this.random.nextBoolean();
				Options flipped = new Options(options.checksum() ^ checksum, options.encryption() ^ !checksum);
				this.world.send(this, PacketCodec.encode(kind, flipped, next, sequence));
			}
		}
	}

	private boolean isPrankWanted() {
		return this.plan.pranks() > 0 && this.random.nextDouble() < this.plan.pranks();
	}

}
