package io.rushb.relay;

import java.net.InetSocketAddress;

/**
 * How a relay works.
 *
 * @param listen where clients send to; port 0 for any free port
 * @param server where their datagrams go
 * @param impairments how bad the network is
 * @param blackhole when it swallows everything
 * @param seed the seed of all chance; the same datagrams of the same clients in the same
 * order meet the same fate
 * @param clients the most client addresses at a time, 1 or more; the one that was silent
 * longest goes for a new one
 */
public record RelaySettings(InetSocketAddress listen, InetSocketAddress server, Impairments impairments,
		Blackhole blackhole, long seed, int clients) {

	/** A number of clients that costs few descriptors. */
	public static final int DEFAULT_CLIENTS = 256;

	/**
	 * Checks the ranges.
	 */
	public RelaySettings {
		if (clients < 1) {
			throw new IllegalArgumentException("at least one client");
		}
	}

}
