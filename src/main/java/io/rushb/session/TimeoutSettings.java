package io.rushb.session;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link RetransmissionTimeout} needs to know (rule T1). All durations are
 * positive.
 *
 * @param initial the timeout before the first sample
 * @param floor the least timeout of a conversation with enough samples
 * @param coldFloor the least timeout before that
 * @param coldSamples how many samples are enough
 * @param ceiling the greatest timeout
 * @param fixed a timeout that is never adapted nor backed off; {@code null} for RFC 6298
 */
public record TimeoutSettings(Duration initial, Duration floor, Duration coldFloor, int coldSamples, Duration ceiling,
		@Nullable Duration fixed) {

	/**
	 * The defaults of the protocol.
	 */
	public static final TimeoutSettings DEFAULTS = new TimeoutSettings(Duration.ofSeconds(1), Duration.ofMillis(20),
			Duration.ofMillis(200), 16, Duration.ofSeconds(4), null);

	/** The same, but neither floor lies below this one. */
	TimeoutSettings withFloorsFrom(Duration least) {
		return new TimeoutSettings(this.initial, longer(this.floor, least), longer(this.coldFloor, least),
				this.coldSamples, this.ceiling, this.fixed);
	}

	private static Duration longer(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? other : one;
	}

}
