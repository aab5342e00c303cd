package io.rushb.client;

/**
 * Is told how a fetch goes on, on the thread that fetches. Must be quick.
 */
public interface FetchListener {

	/** Does not listen. */
	FetchListener NONE = new FetchListener() {
	};

	/**
	 * Some bytes have come, or some time has passed.
	 * @param bytes how many bytes there are so far
	 * @param packets how many packets have arrived
	 * @param retransmissions how many of them had been there before
	 */
	default void progress(long bytes, long packets, long retransmissions) {
	}

	/**
	 * A round-trip time was measured.
	 * @param nanos in nanoseconds
	 */
	default void roundTrip(long nanos) {
	}

}
