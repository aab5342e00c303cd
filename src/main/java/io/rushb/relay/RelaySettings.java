package io.rushb.relay;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * How a relay works.
 *
 * @param listen where clients send to; port 0 for any free port
 * @param servers where their datagrams go: the addresses of the server, one at least; the
 * next one is tried after 250 ms without an answer
 * @param impairments how bad the network is
 * @param blackhole when it swallows everything
 * @param seed the seed of all chance; the same datagrams of the same clients in the same
 * order meet the same fate
 * @param clients the most client addresses at a time, 1 or more; the one that was silent
 * the longest is evicted for a new one
 */
public record RelaySettings(InetSocketAddress listen, List<InetSocketAddress> servers, Impairments impairments,
		Blackhole blackhole, long seed, int clients) {

	/**
	 * Enough for two fetches in parts, with up to 257 ports each. Each takes a
	 * descriptor, of which most systems allow 1024.
	 */
	public static final int DEFAULT_CLIENTS = 600;

	/**
	 * Checks the ranges.
	 */
	public RelaySettings {
		if (clients < 1 || servers.isEmpty()) {
			throw new IllegalArgumentException("at least one client, and one address of the server");
		}
		servers = List.copyOf(servers);
	}

	/**
	 * The same with one address of the server.
	 * @param listen where clients send to
	 * @param server where their datagrams go
	 * @param impairments how bad the network is
	 * @param blackhole when it swallows everything
	 * @param seed the seed of all chance
	 * @param clients the most client addresses at a time
	 */
	public RelaySettings(InetSocketAddress listen, InetSocketAddress server, Impairments impairments,
			Blackhole blackhole, long seed, int clients) {
		this(listen, List.of(server), impairments, blackhole, seed, clients);
	}

}
