package io.rushb.client;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * The addresses of a host, in the order in which they should be tried.
 */
public final class HostAddresses {

	/**
	 * A name with more addresses is tried with these; no service is known to need more.
	 */
	private static final int MOST = 8;

	private HostAddresses() {
	}

	/**
	 * Asks the system for the addresses of a host.
	 * @param host a name, or an address
	 * @return one to eight addresses. The first is the system's first; then IPv6 and IPv4
	 * take turns (RFC 8305, section 4), so that a family that does not work costs one try
	 * @throws UnknownHostException if there is no such host
	 */
	public static List<InetAddress> of(String host) throws UnknownHostException {
		return inTurns(List.of(InetAddress.getAllByName(host)));
	}

	static List<InetAddress> inTurns(List<InetAddress> addresses) {
		boolean sixFirst = addresses.get(0) instanceof Inet6Address;
		Queue<InetAddress> first = new ArrayDeque<>();
		Queue<InetAddress> second = new ArrayDeque<>();
		for (InetAddress address : addresses) {
			((address instanceof Inet6Address == sixFirst) ? first : second).add(address);
		}
		List<InetAddress> order = new ArrayList<>();
		while (order.size() < MOST && !(first.isEmpty() && second.isEmpty())) {
			Queue<InetAddress> turn = (order.size() % 2 == 0) ? first : second;
			order.add((turn.isEmpty() ? (turn == first) ? second : first : turn).remove());
		}
		return order;
	}

	/** Resolves names. */
	@FunctionalInterface
	interface Source {

		List<InetAddress> of(String host) throws UnknownHostException;

		default List<InetSocketAddress> of(String host, int port) throws FetchException.NoSuchHost {
			try {
				return of(host).stream().map((address) -> new InetSocketAddress(address, port)).toList();
			}
			catch (UnknownHostException ex) {
				throw new FetchException.NoSuchHost("there is no host '" + host + "': check the name", ex);
			}
		}

	}

}
