package io.rushb.config;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.rushb.session.ProtocolSettings;
import io.rushb.session.TimeoutSettings;
import io.rushb.wire.Options;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.validation.annotation.Validated;

/**
 * The protocol's options and timers.
 *
 * @param checksum Whether checksums (CHK) are granted to clients that ask for them.
 * @param encryption Whether ENC is granted to clients that ask for it. It hides nothing
 * from anybody.
 * @param initialTimeout Retransmission timeout before the first round trip is measured.
 * @param minTimeout Least retransmission timeout of a session with enough samples.
 * @param minTimeoutCold Least retransmission timeout of a session with few samples.
 * @param coldSamples How many round-trip samples are enough, 1 to 1000.
 * @param maxTimeout Greatest retransmission timeout.
 * @param fixedTimeout Retransmission timeout that never adapts, instead of the five
 * properties above; unset by default.
 * @param idleTimeout How long a client may give no acceptable answer before its session
 * is dropped.
 * @param linger How long a closed session is remembered, to answer a repeated end.
 * @param unprovenPackets How many packets an address is sent for each GET before it has
 * answered, 1 to 10.
 */
@Validated
@ConfigurationProperties("rushb.protocol")
public record ProtocolProperties(@DefaultValue("true") boolean checksum, @DefaultValue("true") boolean encryption,
		@DefaultValue("1s") @DurationMin(millis = 1) @DurationMax(seconds = 60) Duration initialTimeout,
		@DefaultValue("20ms") @DurationMin(millis = 1) @DurationMax(seconds = 60) Duration minTimeout,
		@DefaultValue("200ms") @DurationMin(millis = 1) @DurationMax(seconds = 60) Duration minTimeoutCold,
		@DefaultValue("16") @Min(1) @Max(1000) int coldSamples,
		@DefaultValue("4s") @DurationMin(millis = 1) @DurationMax(seconds = 60) Duration maxTimeout,
		@DurationMin(millis = 1) @DurationMax(seconds = 60) @Nullable Duration fixedTimeout,
		@DefaultValue("60s") @DurationMin(millis = 100) @DurationMax(hours = 24) Duration idleTimeout,
		@DefaultValue("10s") @DurationMin @DurationMax(minutes = 10) Duration linger,
		@DefaultValue("3") @Min(1) @Max(10) int unprovenPackets) {

	ProtocolSettings toSettings() {
		requireAtMost("min-timeout", this.minTimeout, "min-timeout-cold", this.minTimeoutCold);
		requireAtMost("min-timeout-cold", this.minTimeoutCold, "max-timeout", this.maxTimeout);
		requireAtMost("initial-timeout", this.initialTimeout, "max-timeout", this.maxTimeout);
		TimeoutSettings timeout = new TimeoutSettings(this.initialTimeout, this.minTimeout, this.minTimeoutCold,
				this.coldSamples, this.maxTimeout, this.fixedTimeout);
		return new ProtocolSettings(new Options(this.checksum, this.encryption), timeout, this.idleTimeout,
				this.unprovenPackets);
	}

	private static void requireAtMost(String name, Duration value, String boundName, Duration bound) {
		if (value.compareTo(bound) > 0) {
			throw new InvalidConfigurationPropertyValueException("rushb.protocol." + name, value,
					"at most rushb.protocol." + boundName + ", which is " + Setting.print(bound));
		}
	}

}
