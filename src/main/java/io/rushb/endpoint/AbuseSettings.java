package io.rushb.endpoint;

import java.time.Duration;

/**
 * Budgets of one client address. They are off by default, since many honest clients may
 * share an address behind a NAT or a balancer.
 *
 * @param requestsPerSecond how many requests an address may make in a second on the long
 * run; 0 for any number
 * @param requestBurst how many it may make at once
 * @param strikes how many GETs and refused packets within the window make an address
 * ignored; 0 for never
 * @param strikeWindow how long strikes are counted together
 * @param ignoreFor how long an address is ignored then
 * @param addresses how many addresses are kept account of; the longest silent go first
 */
public record AbuseSettings(int requestsPerSecond, int requestBurst, int strikes, Duration strikeWindow,
		Duration ignoreFor, int addresses) {

	/**
	 * No budgets.
	 */
	public static final AbuseSettings OFF = new AbuseSettings(0, 20, 0, Duration.ofSeconds(2), Duration.ofSeconds(30),
			65_536);

}
