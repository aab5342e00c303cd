package io.rushb.endpoint;

import java.net.InetAddress;

/**
 * Counts the part sessions of client addresses for several endpoints together (rule P8):
 * each receiver has its own endpoint, but the limit of channels holds for all of them
 * together. Thread-safe.
 */
public interface AddressTally {

	/**
	 * Returns how many there are.
	 * @param address a client's address
	 * @return the number of its sessions at all endpoints
	 */
	int count(InetAddress address);

	/**
	 * Counts a session.
	 * @param address the client's address
	 * @param change 1 for one that is opened, -1 for one that is over
	 */
	void add(InetAddress address, int change);

}
