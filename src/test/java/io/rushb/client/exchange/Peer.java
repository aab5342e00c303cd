package io.rushb.client.exchange;

import org.jspecify.annotations.Nullable;

/**
 * A server in virtual time.
 */
interface Peer {

	void handleDatagram(byte[] datagram, long now);

	void handleTimeouts(long now);

	long nextTimeout();

	byte @Nullable [] pollTransmit();

}
