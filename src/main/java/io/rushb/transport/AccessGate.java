package io.rushb.transport;

import java.net.InetSocketAddress;
import java.util.function.Consumer;

import io.rushb.endpoint.Access;
import io.rushb.endpoint.EndpointListener;
import io.rushb.session.IgnoreReason;

/**
 * Passes on datagrams from networks that may ask. It counts and drops all others before
 * they are decoded, and without taking the lock.
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
