package io.rushb.relay;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;

import org.jspecify.annotations.Nullable;

/**
 * A client of a relay, with a socket of its own towards the server.
 */
final class RelayClient {

	final InetSocketAddress address;

	final DatagramChannel upstream;

	final Servers.Choice choice;

	final Way toServer;

	final Way toClient;

	/** The address of this machine that it asked last; {@code null} if not known. */
	@Nullable InetAddress asked;

	RelayClient(InetSocketAddress address, DatagramChannel upstream, Servers.Choice choice, Way toServer,
			Way toClient) {
		this.address = address;
		this.upstream = upstream;
		this.choice = choice;
		this.toServer = toServer;
		this.toClient = toClient;
	}

}
