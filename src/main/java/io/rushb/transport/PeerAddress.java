package io.rushb.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A client's address, and the address of this machine that it sent to: answers must leave
 * from there. It equals the plain address of the client, because the core knows nothing
 * else.
 */
final class PeerAddress extends InetSocketAddress {

	private static final long serialVersionUID = 1L;

	private final InetAddress asked;

	PeerAddress(InetSocketAddress client, InetAddress asked) {
		super(client.getAddress(), client.getPort());
		this.asked = asked;
	}

	/** The address of this machine that the client asked. */
	InetAddress asked() {
		return this.asked;
	}

}
