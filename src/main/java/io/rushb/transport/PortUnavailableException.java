package io.rushb.transport;

import java.net.InetSocketAddress;

/**
 * The UDP port cannot be opened.
 */
class PortUnavailableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int port;

	PortUnavailableException(InetSocketAddress address, Throwable cause) {
		super("UDP port " + address.getPort() + " on " + address.getAddress().getHostAddress() + " cannot be opened: "
				+ ((cause.getMessage() != null) ? cause.getMessage() : cause), cause);
		this.port = address.getPort();
	}

	/** The port wanted; 0 for any free one. */
	int port() {
		return this.port;
	}

}
