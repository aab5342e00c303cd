package io.rushb.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.HashSet;
import java.util.Set;

/**
 * Sockets whose ports no earlier client of this check has had: the server may still
 * repeat its last packet to that one.
 */
final class FreshPorts {

	private final Set<Integer> used = new HashSet<>();

	DatagramChannel open(ProtocolFamily family) throws IOException {
		while (true) {
			DatagramChannel channel = DatagramChannel.open(family).bind(null);
			if (this.used.add(((InetSocketAddress) channel.getLocalAddress()).getPort())) {
				return channel;
			}
			channel.close();
		}
	}

}
