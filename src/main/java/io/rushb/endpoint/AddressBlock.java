package io.rushb.endpoint;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * What counts as one address for the limits: an IPv4 address, or the first 64 bits of an
 * IPv6 address, whose other half a host can choose freely (rule T5, RFC 4291).
 *
 * @param key the address, or its first half
 */
record AddressBlock(Object key) {

	static AddressBlock of(InetAddress address) {
		boolean wide = address instanceof Inet6Address;
		return new AddressBlock(wide ? ByteBuffer.wrap(address.getAddress()).getLong() : address);
	}

}
