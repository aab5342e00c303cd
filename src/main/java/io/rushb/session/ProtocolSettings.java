package io.rushb.session;

import java.time.Duration;

import io.rushb.wire.Options;

/**
 * The settings of a session. All durations are positive.
 *
 * @param offered the options that may be granted (rule S2)
 * @param timeout how long an answer is waited for (rule T1)
 * @param idleTimeout how long a client may give no acceptable answer (rule T2)
 * @param unprovenPackets how many packets an unproven address is sent for each GET (rule
 * T3)
 */
public record ProtocolSettings(Options offered, TimeoutSettings timeout, Duration idleTimeout, int unprovenPackets) {

	/**
	 * The protocol's defaults, with both options offered.
	 */
	public static final ProtocolSettings DEFAULTS = new ProtocolSettings(new Options(true, true),
			TimeoutSettings.DEFAULTS, Duration.ofSeconds(60), 3);

	/**
	 * The client of a part repairs losses itself, and may hold back an answer (rule P7).
	 */
	private static final Duration PARTS_FLOOR = Duration.ofMillis(200);

	/** The client of a part soon returns with another part (rule P7). */
	private static final Duration PARTS_IDLE_TIMEOUT = Duration.ofSeconds(15);

	/**
	 * Returns the settings for the protocol's own names: no ENC (rule P6), and the timers
	 * of rule P7.
	 * @return other settings
	 */
	ProtocolSettings forParts() {
		return new ProtocolSettings(new Options(this.offered.checksum(), false), this.timeout.forParts(PARTS_FLOOR),
				PARTS_IDLE_TIMEOUT, this.unprovenPackets);
	}

}
