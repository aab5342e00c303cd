package io.rushb.client.channels;

import org.jspecify.annotations.Nullable;

/**
 * The channels with an answer under way, in the order of sending: a list linked through
 * the channels themselves, so that any of them can be taken out at once.
 */
final class Flight {

	private @Nullable Channel first;

	private @Nullable Channel last;

	private int size;

	int size() {
		return this.size;
	}

	@Nullable Channel first() {
		return this.first;
	}

	/** The first channel that sent after a time. */
	@Nullable Channel firstAfter(long time) {
		Channel found = null;
		for (Channel channel = this.last; channel != null && channel.sentAt > time; channel = channel.before) {
			found = channel;
		}
		return found;
	}

	/** How many channels sent after a time. */
	int sentAfter(long time) {
		int number = 0;
		for (Channel channel = this.last; channel != null && channel.sentAt > time; channel = channel.before) {
			number++;
		}
		return number;
	}

	/** Puts a channel at the end: it has just sent. */
	void add(Channel channel) {
		Channel tail = this.last;
		channel.flight = this;
		channel.before = tail;
		channel.after = null;
		if (tail == null) {
			this.first = channel;
		}
		else {
			tail.after = channel;
		}
		this.last = channel;
		this.size++;
	}

	void remove(Channel channel) {
		Channel before = channel.before;
		Channel after = channel.after;
		if (before == null) {
			this.first = after;
		}
		else {
			before.after = after;
		}
		if (after == null) {
			this.last = before;
		}
		else {
			after.before = before;
		}
		channel.flight = null;
		channel.before = null;
		channel.after = null;
		this.size--;
	}

}
