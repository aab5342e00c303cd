package io.rushb.simulation;

/**
 * What carries packets between clients and server.
 */
interface Network {

	/**
	 * Takes a packet and has it arrive, or not.
	 */
	void carry(Direction direction, SimulatedClient client, byte[] datagram);

	/** Where a network has packets arrive. */
	interface Arrivals {

		void arrive(Direction direction, SimulatedClient client, byte[] datagram, int length, long delay);

		/** Writes down what became of a packet. */
		void note(Direction direction, SimulatedClient client, byte[] datagram, String fate);

	}

}
