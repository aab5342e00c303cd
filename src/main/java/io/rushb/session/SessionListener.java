package io.rushb.session;

import io.rushb.wire.Corruption;

/**
 * Is told what happens in sessions. Called while the core works: must be quick, must not
 * throw, must not call back.
 */
public interface SessionListener {

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
