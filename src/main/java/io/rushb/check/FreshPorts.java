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

	/** If the system has hardly any other port, an old one is taken. */
	private static final int TRIES = 64;

	private final Set<Integer> used = new HashSet<>();

	DatagramChannel open(ProtocolFamily family) throws IOException {
		for (int tries = 1;; tries++) {
			DatagramChannel channel = DatagramChannel.open(family);
			boolean kept = false;
			try {
				channel.bind(null);
				int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
				kept = this.used.add(port) || tries >= TRIES;
				if (kept) {
					return channel;
				}
			}
			finally {
				if (!kept) {
					channel.close();
				}
			}
		}
	}

}
