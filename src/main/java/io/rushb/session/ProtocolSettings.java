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

	/** Its client repairs losses itself, and may hold back an answer (rule P7). */
	private static final Duration PARTS_MIN_TIMEOUT = Duration.ofMillis(200);

	/** Its client is quick to come back with another part (rule P7). */
	private static final Duration PARTS_IDLE_TIMEOUT = Duration.ofSeconds(15);

	/**
	 * Returns what holds for the protocol's own names: no ENC (rule P6), and the timers
	 * of rule P7.
	 * @return other settings
	 */
	ProtocolSettings forParts() {
		return new ProtocolSettings(new Options(this.offered.checksum(), false), this.initialTimeout,
				longer(this.minTimeout), longer(this.minTimeoutCold), this.coldSamples, this.maxTimeout,
				this.fixedTimeout, PARTS_IDLE_TIMEOUT, this.unprovenPackets);
	}

	private static Duration longer(Duration floor) {
		return (floor.compareTo(PARTS_MIN_TIMEOUT) < 0) ? PARTS_MIN_TIMEOUT : floor;
	}

}
