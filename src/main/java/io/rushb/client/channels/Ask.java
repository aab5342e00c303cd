package io.rushb.client.channels;

import io.rushb.wire.Packet;

/**
 * A resource that is asked for in a session of its own; takes its data.
 */
interface Ask {

	/** The packets that may follow a DAT. */
	enum Next {

		/** Another DAT. */
		DATA,
		/** A FIN. */
		FIN,
		/** A DAT or a FIN: that is not known. */
		EITHER

	}

	/** How a session ended. */
	enum End {

		/** All data came. The FIN may still be under way. */
		DONE,
		/** The server's first packet was a FIN (rule S4). */
		REFUSED,
		/** The server has fallen silent in this session, but not in all. */
		SILENT,
		/** The answer was no longer needed. */
		DROPPED

	}

	/** The bytes of the GET. */
	byte[] name();

	/**
	 * Takes the data of a DAT.
	 * @param index its place, from 0
	 * @param data the DAT; valid for this call only
	 * @param now the time
	 * @return what is due next
	 */
	Next take(int index, Packet data, long now);

	/** Whether the port must not be used again, because wrong data came through it. */
	default boolean isSpoilt() {
		return false;
	}

	/**
	 * Whether it needs a new port: its answer cannot be told from a late packet of an
	 * earlier session on the same port, and no MAC protects it.
	 */
	default boolean wantsFreshPort() {
		return false;
	}

	/** Whether the answer is no longer needed. */
	default boolean isStale() {
		return false;
	}

	/**
	 * How many segments it is behind the mean of those that should end with it; negative
	 * if it is ahead, 0 if there are none.
	 */
	default long behind() {
		return 0;
	}

	/**
	 * The server has answered in this session before, but not to three repairs. It may
	 * have forgotten the session, or the file has changed (rule P6).
	 * @param now the time
	 */
	default void doubted(long now) {
	}

	/** The session is over. Called once. */
	void ended(End how, long now);

}
