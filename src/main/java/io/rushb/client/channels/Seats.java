package io.rushb.client.channels;

import java.util.Arrays;

/**
 * Decides how many sessions to have with the server at a time. The server may have room
 * for fewer than it says, because others share the client's address, and does not answer
 * those beyond (rule P8).
 * <p>
 * A new session that was repaired three times without an answer is <i>denied</i>. While
 * one is, at most four at a time ask for a seat, several times a second each. A seat that
 * becomes free goes to one of the clients that ask. So a client with many seats loses
 * many, one whenever a part is over, and gains no more than a client with few: in the end
 * all have the same number.
 */
final class Seats {

	/**
	 * In a trial, sixteen fetches of 2 MB that shared 64 seats took 11 s with four and
	 * with eight, 14 s with two; two fetches came to equal shares sooner with four than
	 * with eight.
	 */
	private static final int MOST_ASKING = 4;

	private final int most;

	private final Channel[] channels;

	Seats(int most, Channel[] channels) {
		this.most = most;
		this.channels = channels;
	}

	/**
	 * Returns how many sessions there may be now.
	 * @param busy how many there are
	 */
	int number(int busy) {
		if (busy >= this.most) {
			return this.most; // the usual case: nothing needs to be counted
		}
		int asking = 0;
		boolean someDenied = false;
		for (Channel channel : this.channels) {
			asking += channel.isOpening() ? 1 : 0;
			someDenied |= channel.isDenied();
		}
		if (!someDenied) {
			return this.most;
		}
		// Not the most: parts would be shorter than others', so end and be asked for more
		// often.
		return Math.min(this.most, (asking < MOST_ASKING) ? busy + 1 : busy);
	}

	/**
	 * Whether enough other sessions ask for a seat, so that this one is to be given up.
	 */
	boolean isTooMany(Channel channel) {
		return channel.isDenied() && Arrays.stream(this.channels).filter(Channel::isDenied).count() > MOST_ASKING;
	}

}
