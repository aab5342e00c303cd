package io.rushb.client.channels;

import java.util.Arrays;

/**
 * How many sessions to have with the server at a time. It may have room for fewer than it
 * says, since others share the client's address, and it meets those beyond with silence
 * (rule P8). Then as many are left as it answers. Each session that ends well makes room
 * to try one more.
 */
final class Seats {

	private final int most;

	private int number;

	Seats(int most) {
		this.most = most;
		this.number = most;
	}

	int number() {
		return this.number;
	}

	/**
	 * A session is left since the server is silent in it, but not in others.
	 * @param channel the session's; a new session was denied
	 * @param channels all
	 */
	void silent(Channel channel, Channel[] channels) {
		if (channel.taken() == 0) {
			int answered = (int) Arrays.stream(channels).filter(Channel::isAnswered).count();
			this.number = Math.max(1, Math.min(this.number, answered));
		}
	}

	/** A session has ended well. */
	void left() {
		this.number = Math.min(this.most, this.number + 1);
	}

}
