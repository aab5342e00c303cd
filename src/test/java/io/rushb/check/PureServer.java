package io.rushb.check;

import org.jspecify.annotations.Nullable;

/**
 * A server without sockets and clock, for plays in virtual time.
 */
interface PureServer {

	void receive(int client, byte[] datagram, long now);

	/** When {@link #handleTimeouts} is to be called next. */
	long nextTimeout();

	void handleTimeouts(long now);

	/** What is to be sent; {@code null} for nothing. */
	@Nullable Reply poll();

	/**
	 * A datagram of the server.
	 *
	 * @param client to whom
	 * @param datagram its bytes
	 * @param fromServer whether it leaves from the server's port
	 */
	record Reply(int client, byte[] datagram, boolean fromServer) {

	}

}
