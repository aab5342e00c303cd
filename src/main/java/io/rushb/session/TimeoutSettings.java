package io.rushb.session;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The settings of a {@link RetransmissionTimeout} (rule T1). All durations are positive.
 *
 * @param initial the timeout before the first sample
 * @param floor the least timeout of a conversation with enough samples
 * @param coldFloor the least timeout before that
 * @param coldSamples how many samples are enough
 * @param ceiling the greatest timeout
 * @param fixed a timeout that is never adapted nor backed off; {@code null} for RFC 6298
 * @param clientRepairs whether the client repairs losses itself and answers no copies
 * (rules P7 and C3)
 */
public record TimeoutSettings(Duration initial, Duration floor, Duration coldFloor, int coldSamples, Duration ceiling,
		@Nullable Duration fixed, boolean clientRepairs) {

	/**
	 * The defaults of the protocol.
	 */
	public static final TimeoutSettings DEFAULTS = new TimeoutSettings(Duration.ofSeconds(1), Duration.ofMillis(20),
			Duration.ofMillis(200), 16, Duration.ofSeconds(4), null);

	/**
	 * Makes settings for a client that answers every copy.
	 * @param initial the timeout before the first sample
	 * @param floor the least timeout of a conversation with enough samples
	 * @param coldFloor the least timeout before that
	 * @param coldSamples how many samples are enough
	 * @param ceiling the greatest timeout
	 * @param fixed a timeout that is never adapted nor backed off; {@code null} for RFC
	 * 6298
	 */
	public TimeoutSettings(Duration initial, Duration floor, Duration coldFloor, int coldSamples, Duration ceiling,
			@Nullable Duration fixed) {
		this(initial, floor, coldFloor, coldSamples, ceiling, fixed, false);
	}

	/**
	 * Returns the same for clients that repair losses themselves: no timeout is below the
	 * floor of parts (rule P7).
	 */
	TimeoutSettings forParts(Duration least) {
		return new TimeoutSettings(longer(this.initial, least), longer(this.floor, least),
				longer(this.coldFloor, least), this.coldSamples, longer(this.ceiling, least),
				(this.fixed != null) ? longer(this.fixed, least) : null, true);
	}

	private static Duration longer(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? other : one;
	}

}
