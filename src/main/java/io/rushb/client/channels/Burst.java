package io.rushb.client.channels;

import java.util.ArrayDeque;
import java.util.Deque;

import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;
import org.jspecify.annotations.Nullable;

/**
 * The datagrams that a channel sends at once: one answer, or all answers of a repair in
 * their order (rule C3).
 */
final class Burst {

	private final Options requested;

	private final Deque<Answers.Unconfirmed> left = new ArrayDeque<>();

	/** Written anew for each answer. */
	private final byte[] datagram = new byte[PacketCodec.PACKET_LENGTH];

	private @Nullable Channel channel;

	/**
	 * A burst with nothing in it.
	 * @param requested the options that a GET asks for
	 */
	Burst(Options requested) {
		this.requested = requested;
	}

	/** Begins with the channel's newest answer, or its GET. */
	void newest(Channel channel) {
		this.channel = channel;
		this.left.add(channel.answers.last());
	}

	/** Begins with all unconfirmed answers of the channel. */
	void repair(Channel channel) {
		this.channel = channel;
		channel.repair();
		this.left.addAll(channel.answers.unconfirmed());
	}

	/** How many datagrams are left. */
	int size() {
		return this.left.size();
	}

	/** Takes the next datagram; {@code null} if there is none. */
	@Nullable ChannelTransmit poll() {
		Answers.Unconfirmed answer = this.left.poll();
		Channel from = this.channel;
		if (answer == null || from == null) {
			return null;
		}
		from.write(answer, this.requested, this.datagram);
		return new ChannelTransmit(from.index, from.generation, this.datagram);
	}

}
