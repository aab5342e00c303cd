package io.rushb.client.channels;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * All channels: those that have a session, and the free ones.
 */
final class ChannelPool {

	private final Channel[] channels;

	/** The one used last comes first, so that few ports are used. */
	private final Deque<Channel> idle = new ArrayDeque<>();

	private final Seats seats;

	private int busy;

	/**
	 * A pool of free channels.
	 * @param most how many sessions there may be; there is one channel more, for
	 * questions while all are busy
	 */
	ChannelPool(int most) {
		this.channels = new Channel[most + 1];
		for (int i = 0; i < this.channels.length; i++) {
			this.channels[i] = new Channel(i);
			this.idle.addLast(this.channels[i]);
		}
		this.seats = new Seats(most, this.channels);
	}

	/** The channel with this index. */
	Channel at(int index) {
		return this.channels[index];
	}

	/** How many channels have a session, those that are being closed included. */
	int busy() {
		return this.busy;
	}

	/** How many channels may have a session now. */
	int seats() {
		return this.seats.number(this.busy);
	}

	/** Whether enough others ask for a seat, so that this one is to be given up. */
	boolean isTooMany(Channel channel) {
		return this.seats.isTooMany(channel);
	}

	/** Whether all have a session. */
	boolean isUsedUp() {
		return this.idle.isEmpty();
	}

	/** Opens a session on a free channel. */
	Channel open(Ask ask, boolean urgent) {
		Channel channel = this.idle.removeFirst();
		channel.generation += (ask.wantsFreshPort() && channel.wasUsed()) ? 1 : 0;
		channel.open(ask, urgent);
		this.busy++;
		return channel;
	}

	/**
	 * Takes back a channel whose session is over.
	 * @param anotherPort whether the next session must not use its port
	 */
	void release(Channel channel, boolean anotherPort) {
		channel.leave();
		channel.generation += anotherPort ? 1 : 0;
		this.busy--;
		this.idle.addFirst(channel);
	}

}
