package io.rushb.client;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * Is told the progress of a fetch, on the thread that fetches. Must be quick. An
 * exception that it throws ends the fetch, which throws it; the bytes so far are kept as
 * after a cancellation.
 */
public interface FetchListener {

	/** A listener that does nothing. */
	FetchListener NONE = new FetchListener() {
	};

	/**
	 * Some bytes have come, or some time has passed.
	 * @param bytes how many bytes this attempt has fetched so far
	 * @param packets how many packets have arrived, in all attempts
	 * @param retransmissions how many of them had been there before
	 */
	default void progress(long bytes, long packets, long retransmissions) {
	}

	/**
	 * The server fell silent, and the fetch starts over: the bytes so far are discarded.
	 * @param attempt the attempt that begins, 2 or more
	 */
	default void startedOver(int attempt) {
	}

	/**
	 * The size of the resource has become known; only parts tell it.
	 * @param bytes how many bytes it has
	 */
	default void size(long bytes) {
	}

	/**
	 * The number of open sessions with the server has changed.
	 * @param sessions how many there are now
	 */
	default void channels(int sessions) {
	}

	/**
	 * A part of the same file was found, which an earlier fetch had left. It was deleted.
	 * @param part where it was
	 * @param bytes how many bytes it had
	 */
	default void reclaimed(Path part, long bytes) {
	}

	/**
	 * A round-trip time was measured; only the plain way measures it.
	 * @param nanos in nanoseconds
	 */
	default void roundTrip(long nanos) {
	}

	/**
	 * A datagram was sent or received. It is called for each, by the thread that fetches.
	 * @param sent whether it was sent; else it was received
	 * @param client the local address and port
	 * @param server the server's address and port
	 * @param datagram the array that holds it from its first byte on, until the call
	 * returns
	 * @param length its length in bytes; a received one of more than 1472 bytes is cut
	 * after 1473
	 * @param nanos when, on the clock of {@link System#nanoTime()}
	 */
	default void packet(boolean sent, InetSocketAddress client, InetSocketAddress server, byte[] datagram, int length,
			long nanos) {
	}

}
