package io.rushb.session;

import io.rushb.wire.Kind;

/**
 * Where a session puts what others have to do for it.
 */
public interface Outbox {

	/**
	 * Sends a datagram to the session's client.
	 * @param kind what it is
	 * @param packet its bytes, lent to the sender
	 */
	void transmit(Kind kind, PacketBuffer packet);

	/**
	 * Has a chunk of content read, if it is not being read already; the session is told
	 * by {@link Session#handleRead(long, Outbox)}.
	 * @param chunk what to read
	 */
	void read(Chunk chunk);

	/**
	 * Has the resource looked at again (rule S7); the session is told by
	 * {@link Session#handleLook}.
	 */
	void look();

}
