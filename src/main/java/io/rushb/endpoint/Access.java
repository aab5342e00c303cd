package io.rushb.endpoint;

import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses may ask. Datagrams from all others are dropped before they are decoded.
 * Sender addresses can be forged: this keeps others from fetching files, but does not
 * stop forged packets.
 *
 * @param allow networks that may ask; none for all
 * @param deny networks that may not, even if they are allowed
 */
public record Access(List<CidrBlock> allow, List<CidrBlock> deny) {

	/**
	 * Everybody.
	 */
	public static final Access ALL = new Access(List.of(), List.of());

	/**
	 * Returns whether an address may ask.
	 * @param address a client's address
	 * @return whether its packets are looked at
	 */
	public boolean admits(InetAddress address) {
		return (this.allow.isEmpty() || isIn(this.allow, address)) && !isIn(this.deny, address);
	}

	private static boolean isIn(List<CidrBlock> networks, InetAddress address) {
		for (CidrBlock network : networks) {
			if (network.contains(address)) {
				return true;
			}
		}
		return false;
	}

}
