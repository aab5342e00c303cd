package io.rushb.config;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.rushb.endpoint.AbuseSettings;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Budgets of one client address, all off by default, because many honest clients may
 * share an address behind a NAT or a balancer.
 *
 * @param requestsPerSecond New requests an address may make per second on average, up to
 * 100000; 0 for any number.
 * @param requestBurst New requests it may make at once, 1 to 100000.
 * @param strikes GETs and refused packets within the window that make an address ignored,
 * up to 100000; 0 for never.
 * @param strikeWindow How long strikes are counted together.
 * @param ignoreFor How long an address is ignored then.
 * @param addresses How many addresses are counted, 1 to 1000000; the one that was silent
 * the longest is forgotten first.
 */
@Validated
@ConfigurationProperties("rushb.abuse")
public record AbuseProperties(@DefaultValue("0") @Min(0) @Max(100_000) int requestsPerSecond,
		@DefaultValue("20") @Min(1) @Max(100_000) int requestBurst,
		@DefaultValue("0") @Min(0) @Max(100_000) int strikes,
		@DefaultValue("2s") @DurationMin(millis = 1) @DurationMax(minutes = 10) Duration strikeWindow,
		@DefaultValue("30s") @DurationMin(millis = 1) @DurationMax(hours = 1) Duration ignoreFor,
		@DefaultValue("65536") @Min(1) @Max(1_000_000) int addresses) {

	AbuseSettings toSettings() {
		return new AbuseSettings(this.requestsPerSecond, this.requestBurst, this.strikes, this.strikeWindow,
				this.ignoreFor, this.addresses);
	}

}
