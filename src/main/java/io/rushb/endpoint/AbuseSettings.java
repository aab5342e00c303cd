package io.rushb.endpoint;

import java.time.Duration;

/**
 * Budgets of one client address. They are off by default, because many honest clients may
 * share an address behind a NAT or a balancer.
 *
 * @param requestsPerSecond how many requests an address may make per second on average; 0
 * for any number
 * @param requestBurst how many it may make at once
 * @param strikes how many GETs and refused packets within the window make an address
 * ignored; 0 for never
 * @param strikeWindow how long strikes are counted together
 * @param ignoreFor how long an address is ignored then
 * @param addresses how many addresses are counted; the one that was silent the longest is
 * forgotten first
 */
public record AbuseSettings(int requestsPerSecond, int requestBurst, int strikes, Duration strikeWindow,
		Duration ignoreFor, int addresses) {

	/**
	 * No budgets.
	 */
	public static final AbuseSettings OFF = new AbuseSettings(0, 20, 0, Duration.ofSeconds(2), Duration.ofSeconds(30),
			65_536);

	/**
	 * Returns budgets for parts, which one client asks for over many channels at once.
	 * They have no strikes: a client repeats its answers itself (rule C3), so refused
	 * packets are no sign of abuse; and its address is proven.
	 * @param channels how many part sessions one address may have
	 * @return other budgets, with requests and burst multiplied by that number
	 */
	AbuseSettings times(int channels) {
		return new AbuseSettings(multiple(this.requestsPerSecond, channels), multiple(this.requestBurst, channels), 0,
				this.strikeWindow, this.ignoreFor, this.addresses);
	}

	private static int multiple(int number, int factor) {
		return (int) Math.min(Integer.MAX_VALUE, (long) number * factor);
	}

}
