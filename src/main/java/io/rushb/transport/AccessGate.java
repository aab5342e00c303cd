package io.rushb.transport;

import java.net.InetSocketAddress;
import java.util.function.Consumer;

import io.rushb.endpoint.Access;
import io.rushb.endpoint.EndpointListener;
import io.rushb.session.IgnoreReason;

/**
 * Hands on what comes from networks that may ask. All else is counted, before it is
 * decoded, looked up or locked for.
 */
final class AccessGate {

	private final Access access;

	private final EndpointListener listener;

	private final Consumer<Datagram> service;

	AccessGate(Access access, EndpointListener listener, Consumer<Datagram> service) {
		this.access = access;
		this.listener = listener;
		this.service = service;
	}

	void receive(Datagram datagram) {
		InetSocketAddress peer = datagram.peer();
		if (this.access.admits(peer.getAddress())) {
			this.service.accept(datagram);
		}
		else {
			this.listener.ignored(IgnoreReason.ACCESS);
		}
	}

}
