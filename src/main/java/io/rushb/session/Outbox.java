package io.rushb.session;

import io.rushb.wire.Kind;

/**
 * Takes the work that others do for a session: sending, reading and checking.
 */
public interface Outbox {

	/**
	 * Sends a datagram to the session's client.
	 * @param kind what it is
	 * @param packet its bytes, lent to the sender
	 */
	void transmit(Kind kind, PacketBuffer packet);

	/**
	 * Asks for a chunk of content to be read, if it is not being read already; the
	 * session is told by {@link Session#handleRead(long, Outbox)}.
	 * @param chunk what to read
	 */
	void read(Chunk chunk);

	/**
	 * Asks for the resource to be checked again (rule S7); the session is told by
	 * {@link Session#handleLook}.
	 */
	void look();

}
