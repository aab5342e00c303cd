package io.rushb.endpoint;

import java.time.Duration;

/**
 * What an endpoint needs to know of the configuration.
 *
 * @param sessions the most sessions at a time, at least 1
 * @param sessionsPerAddress the most sessions of one address at a time, at least 1
 * @param lingering the most closed sessions that linger, at least 1
 * @param linger how long a closed session is remembered (rule A7)
 * @param paths the most addresses whose path is remembered (rule T1), at least 1
 * @param abuse the budgets of one client address
 * @param parts what holds for parts
 */
public record EndpointSettings(int sessions, int sessionsPerAddress, int lingering, Duration linger, int paths,
		AbuseSettings abuse, PartsSettings parts) {

	/**
	 * The defaults.
	 */
	public static final EndpointSettings DEFAULTS = new EndpointSettings(10_000, 1_000, 10_000, Duration.ofSeconds(10),
			10_000, AbuseSettings.OFF);

	/**
	 * Makes settings without parts.
	 * @param sessions the most sessions at a time, at least 1
	 * @param sessionsPerAddress the most sessions of one address at a time, at least 1
	 * @param lingering the most closed sessions that linger, at least 1
	 * @param linger how long a closed session is remembered (rule A7)
	 * @param paths the most addresses whose path is remembered (rule T1), at least 1
	 * @param abuse the budgets of one client address
	 */
	public EndpointSettings(int sessions, int sessionsPerAddress, int lingering, Duration linger, int paths,
			AbuseSettings abuse) {
		this(sessions, sessionsPerAddress, lingering, linger, paths, abuse, PartsSettings.OFF);
	}

	/**
	 * Returns the same with parts.
	 * @param other what holds for parts
	 * @return other settings
	 */
	public EndpointSettings with(PartsSettings other) {
		return new EndpointSettings(this.sessions, this.sessionsPerAddress, this.lingering, this.linger, this.paths,
				this.abuse, other);
	}

}
