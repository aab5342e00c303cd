package io.rushb.config;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.rushb.endpoint.AddressTally;

/**
 * The part sessions of client addresses at all receivers. Calls are short, because each
 * looks up one address. Addresses without sessions are forgotten.
 */
class ReceiversTally implements AddressTally {

	private final ConcurrentMap<InetAddress, Integer> counts = new ConcurrentHashMap<>();

	@Override
	public int count(InetAddress address) {
		return this.counts.getOrDefault(address, 0);
	}

	@Override
	public void add(InetAddress address, int change) {
		this.counts.merge(address, change, (one, other) -> (one + other != 0) ? one + other : null);
	}

}
