package io.rushb.client.channels;

import org.jspecify.annotations.Nullable;

/**
 * Chooses the next requests.
 */
interface Work {

	/**
	 * Returns a request to send at once, without regard to the window; there are few, and
	 * they are small.
	 * @param now the time
	 * @return {@code null} if there is nothing
	 */
	@Nullable Ask urgent(long now);

	/**
	 * Returns the next request, if the window has room.
	 * @param channels how many sessions there may be
	 * @param free how many of them are free
	 * @param roundTrip the smoothed round trip, in nanoseconds; 0 while none is known
	 * @param now the time
	 * @return {@code null} if there is nothing now
	 */
	@Nullable Ask next(int channels, int free, long roundTrip, long now);

	/**
	 * When {@link #urgent} or {@link #next} may have something that they have not now.
	 */
	long deadline();

	/** How many sessions of {@link #next} are under way. */
	default int running() {
		return 0;
	}

	/** How many of these the server allows to one address (rule P2's channels). */
	default int most() {
		return Integer.MAX_VALUE;
	}

	/** Whether {@link #next} will have something more, as far as is known now. */
	default boolean hasMore() {
		return false;
	}

}
