package io.rushb.simulation;

/**
 * What a simulated client knows of the world.
 */
interface World {

	long now();

	void send(SimulatedClient client, byte[] datagram);

	void later(long nanos, Runnable action);

	/** All packets of this client that are on their way, and their copies, are gone. */
	void forgetPacketsOf(SimulatedClient client);

	void note(SimulatedClient client, String what);

}
