package io.rushb.endpoint;

import java.net.InetAddress;

/**
 * A block of addresses, as CIDR writes it (RFC 4632, RFC 4291). An IPv4-mapped IPv6
 * address counts as the IPv4 address, in the block's own address too.
 *
 * @param address any address of the block
 * @param prefix how many of its leading bits all addresses share, 0 to 32 for IPv4, 0 to
 * 128 for IPv6
 */
public record CidrBlock(InetAddress address, int prefix) {

	/**
	 * Checks the prefix.
	 * @throws IllegalArgumentException if it is longer than the address, or negative
	 */
	public CidrBlock {
		int bits = address.getAddress().length * Byte.SIZE;
		if (prefix < 0 || prefix > bits) {
			throw new IllegalArgumentException("the prefix of " + address.getHostAddress() + " is 0 to " + bits);
		}
	}

	/**
	 * Returns whether an address belongs to the block.
	 * @param other an address
	 * @return whether it is of the same family and has the same leading bits
	 */
	public boolean contains(InetAddress other) {
		byte[] mine = this.address.getAddress();
		byte[] theirs = other.getAddress();
		if (mine.length != theirs.length) {
			return false;
		}
		int whole = this.prefix / Byte.SIZE;
		for (int i = 0; i < whole; i++) {
			if (mine[i] != theirs[i]) {
				return false;
			}
		}
		int rest = this.prefix % Byte.SIZE;
		return rest == 0 || ((mine[whole] ^ theirs[whole]) & 0xff) >> (Byte.SIZE - rest) == 0;
	}

}
