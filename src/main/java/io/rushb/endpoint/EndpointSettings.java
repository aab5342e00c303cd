package io.rushb.endpoint;

import java.time.Duration;

/**
 * What an endpoint needs to know of the configuration.
 *
 * @param sessions the most sessions at a time, at least 1
 * @param sessionsPerAddress the most sessions of one address at a time, at least 1
 * @param lingering the most closed sessions that linger, at least 1
 * @param linger how long a closed session is remembered (rule A7)
 * @param abuse the budgets of one client address
 */
public record EndpointSettings(int sessions, int sessionsPerAddress, int lingering, Duration linger,
		AbuseSettings abuse) {

	/**
	 * The defaults.
	 */
	public static final EndpointSettings DEFAULTS = new EndpointSettings(10_000, 1_000, 10_000, Duration.ofSeconds(10),
			AbuseSettings.OFF);

}
