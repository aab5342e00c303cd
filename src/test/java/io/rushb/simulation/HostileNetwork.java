package io.rushb.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Loses, copies, delays, reorders, damages, cuts and replays packets by chance.
 */
final class HostileNetwork implements Network {

	private static final int REMEMBERED = 32;

	private final Arrivals arrivals;

	private final Faults toServer;

	private final Faults toClient;

	private final SplittableRandom random;

	private final Map<SimulatedClient, Past> past = new HashMap<>();

	HostileNetwork(Arrivals arrivals, Faults toServer, Faults toClient, SplittableRandom random) {
		this.arrivals = arrivals;
		this.toServer = toServer;
		this.toClient = toClient;
		this.random = random;
	}

	@Override
	public void carry(Direction direction, SimulatedClient client, byte[] datagram) {
		Faults faults = (direction == Direction.TO_SERVER) ? this.toServer : this.toClient;
		if (happens(faults.replay())) {
			replay(direction, client, datagram, faults);
		}
		if (happens(faults.loss())) {
			this.arrivals.note(direction, client, datagram, "lost");
			return;
		}
		deliver(direction, client, datagram, faults, "");
		if (happens(faults.duplication())) {
			deliver(direction, client, datagram, faults, "copied");
		}
	}

	private void replay(Direction direction, SimulatedClient client, byte[] datagram, Faults faults) {
		Past remembered = this.past.computeIfAbsent(client, (key) -> new Past());
		if (remembered.epoch != client.epoch) {
			remembered.forget(client.epoch);
		}
		List<byte[]> packets = remembered.of(direction);
		if (!packets.isEmpty()) {
			deliver(direction, client, packets.get(this.random.nextInt(packets.size())), faults, "replayed");
		}
		if (packets.size() < REMEMBERED) {
			packets.add(datagram);
		}
	}

	private void deliver(Direction direction, SimulatedClient client, byte[] datagram, Faults faults, String how) {
		byte[] arriving = datagram;
		int length = datagram.length;
		String fate = how;
		if (happens(faults.corruption())) {
			arriving = Damage.flip(datagram, client.asksForEncryption(), this.random);
			fate = "damaged";
		}
		if (happens(faults.truncation())) {
			length = this.random.nextInt(8) == 0 ? datagram.length + 1 : this.random.nextInt(datagram.length);
			arriving = Arrays.copyOf(arriving, Math.max(length, datagram.length));
			fate = "cut";
		}
		long delay = faults.delay() + ((faults.jitter() > 0) ? this.random.nextLong(faults.jitter()) : 0);
		this.arrivals.note(direction, client, arriving, fate);
		this.arrivals.arrive(direction, client, arriving, length, delay);
	}

	private boolean happens(double probability) {
		return probability > 0 && this.random.nextDouble() < probability;
	}

	/** What was sent before, to be replayed. */
	private static final class Past {

		private final List<byte[]> fromClient = new ArrayList<>();

		private final List<byte[]> fromServer = new ArrayList<>();

		private int epoch;

		List<byte[]> of(Direction direction) {
			return (direction == Direction.TO_SERVER) ? this.fromClient : this.fromServer;
		}

		void forget(int newEpoch) {
			this.epoch = newEpoch;
			this.fromClient.clear();
			this.fromServer.clear();
		}

	}

}
