package io.rushb.session;

import java.time.Duration;

import io.rushb.wire.Options;
import org.jspecify.annotations.Nullable;

/**
 * What a session needs to know of the configuration. All durations are positive.
 *
 * @param offered the options that may be granted (rule S2)
 * @param initialTimeout the retransmission timeout before the first sample (rule T1)
 * @param minTimeout the least retransmission timeout of a session with enough samples
 * @param minTimeoutCold the least retransmission timeout before that
 * @param coldSamples how many samples are enough
 * @param maxTimeout the greatest retransmission timeout
 * @param fixedTimeout a retransmission timeout that is never adapted nor backed off;
 * {@code null} for RFC 6298
 * @param idleTimeout how long a client may give no acceptable answer (rule T2)
 * @param unprovenPackets how many packets an unproven address is sent for each GET (rule
 * T3)
 */
public record ProtocolSettings(Options offered, Duration initialTimeout, Duration minTimeout, Duration minTimeoutCold,
		int coldSamples, Duration maxTimeout, @Nullable Duration fixedTimeout, Duration idleTimeout,
		int unprovenPackets) {

	/**
	 * The defaults of the protocol, with both options offered.
	 */
	public static final ProtocolSettings DEFAULTS = new ProtocolSettings(new Options(true, true), Duration.ofSeconds(1),
			Duration.ofMillis(20), Duration.ofMillis(200), 16, Duration.ofSeconds(4), null, Duration.ofSeconds(60), 3);

}
