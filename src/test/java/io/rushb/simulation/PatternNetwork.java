package io.rushb.simulation;

/**
 * Drops, copies or delivers the first packets by a pattern, and delivers all others.
 */
final class PatternNetwork implements Network {

	private static final long DELAY = 10_000_000;

	private static final String[] FATES = { "lost", "", "twice" };

	private final Arrivals arrivals;

	private final Pattern pattern;

	PatternNetwork(Arrivals arrivals, Pattern pattern) {
		this.arrivals = arrivals;
		this.pattern = pattern;
	}

	@Override
	public void carry(Direction direction, SimulatedClient client, byte[] datagram) {
		int copies = this.pattern.next();
		this.arrivals.note(direction, client, datagram, FATES[copies]);
		for (int i = 0; i < copies; i++) {
			this.arrivals.arrive(direction, client, datagram, datagram.length, DELAY);
		}
	}

}
