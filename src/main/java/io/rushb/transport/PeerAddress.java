package io.rushb.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A client, and which of this machine's addresses it asked: its answers must leave from
 * there. Equal to the plain address of the client, which is all that the core knows.
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
