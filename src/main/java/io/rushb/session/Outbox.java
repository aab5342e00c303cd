package io.rushb.session;

import io.rushb.wire.Kind;

/**
 * Where a session puts what is to be done in the world.
 */
public interface Outbox {

	/**
	 * Sends a datagram to the session's client.
	 * @param kind what it is
	 * @param packet its bytes, to be lent to whoever sends it
	 */
	void transmit(Kind kind, PacketBuffer packet);

	/**
	 * Has content read; the session is told by
	 * {@link Session#handleRead(ContentRead, long, Outbox)}.
	 * @param read what to read
	 */
	void read(ContentRead read);

}
