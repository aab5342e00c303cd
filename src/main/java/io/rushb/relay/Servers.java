package io.rushb.relay;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The addresses of the server, and the choice of one of them for each client. Until an
 * address has answered, a client's datagrams go to the first address, and to each further
 * one 250 ms after the one before (the idea of RFC 8305). The address that answers a
 * client serves it from then on, and is tried first for later clients.
 */
final class Servers {

	private List<InetSocketAddress> order;

	Servers(List<InetSocketAddress> addresses) {
		this.order = List.copyOf(addresses);
	}

	/** The choice of one client. */
	Choice choice() {
		return new Choice();
	}

	/** The choice of one client. */
	final class Choice {

		private @Nullable InetSocketAddress chosen;

		/**
		 * The addresses that a datagram goes to: one after the other until one has
		 * answered.
		 */
		List<InetSocketAddress> targets() {
			InetSocketAddress server = this.chosen;
			return (server != null) ? List.of(server) : Servers.this.order;
		}

		/** Whether an address has answered. */
		boolean isMade() {
			return this.chosen != null;
		}

		/** A datagram has come; returns whether it is the server's. */
		boolean isServer(InetSocketAddress source) {
			InetSocketAddress server = this.chosen;
			if (server != null || !Servers.this.order.contains(source)) {
				return source.equals(server);
			}
			this.chosen = source;
			List<InetSocketAddress> anew = new ArrayList<>(Servers.this.order);
			anew.remove(source);
			anew.add(0, source);
			Servers.this.order = List.copyOf(anew);
			return true;
		}

	}

}
