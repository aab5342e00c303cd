package io.rushb.session;

import io.rushb.wire.Corruption;
import io.rushb.wire.Kind;
import io.rushb.wire.Packet;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happens in sessions. Called while the core works: must be quick, must not
 * throw, must not call back.
 */
public interface SessionListener {

	/**
	 * A well-formed packet came. If it is ignored or damaged, the next call says so.
	 * @param packet the packet
	 * @param now the time in nanoseconds
	 */
	default void received(Packet packet, long now) {
	}

	/**
	 * A packet is sent, the last FIN+ACK aside.
	 * @param kind what it is
	 * @param sequence its number
	 * @param cause why it is sent again; {@code null} the first time
	 * @param timeout how long its answer is waited for, in nanoseconds
	 * @param now the time in nanoseconds
	 */
	default void sent(Kind kind, int sequence, @Nullable RetransmitCause cause, long timeout, long now) {
	}

	/**
	 * A packet is sent again.
	 * @param cause why
	 */
	default void retransmitted(RetransmitCause cause) {
	}

	/**
	 * File bytes were acknowledged for the first time.
	 * @param bytes how many
	 */
	default void acknowledged(int bytes) {
	}

	/**
	 * A round-trip time was measured (rule T1).
	 * @param nanos the time in nanoseconds
	 */
	default void roundTrip(long nanos) {
	}

	/**
	 * A well-formed packet was ignored.
	 * @param reason why
	 */
	default void ignored(IgnoreReason reason) {
	}

	/**
	 * A datagram was not taken as a packet.
	 * @param reason why
	 */
	default void corrupt(Corruption reason) {
	}

}
