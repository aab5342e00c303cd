package io.rushb.client;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;

import org.jspecify.annotations.Nullable;

/**
 * Binds sockets to unpredictable ports (RFC 6056, section 3.3.1). An attacker who forges
 * packets of a server must know the client's port, and some systems give out ports one
 * after the other.
 */
final class RandomPorts {

	/**
	 * From here on all ports may be taken. Networks filter lower ports of services that
	 * were abused for reflection; half of all ports are hard enough to guess.
	 */
	private static final int LOWEST = 32768;

	private static final int HIGHEST = 65535;

	/** After this many taken ports the system chooses: it knows which are free. */
	private static final int TRIES = 8;

	private static final SecureRandom RANDOM = new SecureRandom();

	private RandomPorts() {
	}

	/** Binds to any free port of this address, or of all addresses. */
	static void bind(DatagramChannel channel, @Nullable InetAddress address) throws IOException {
		for (int i = 0; i < TRIES; i++) {
			int port = LOWEST + RANDOM.nextInt(HIGHEST - LOWEST + 1);
			try {
				channel.bind(at(address, port));
				return;
			}
			catch (BindException ex) {
				if (i == TRIES - 1) {
					channel.bind(at(address, 0));
				}
			}
		}
	}

	private static InetSocketAddress at(@Nullable InetAddress address, int port) {
		return (address != null) ? new InetSocketAddress(address, port) : new InetSocketAddress(port);
	}

}
