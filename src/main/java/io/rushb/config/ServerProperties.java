package io.rushb.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The UDP server.
 *
 * @param address Address to listen on.
 * @param port UDP port to listen on, 0 for any free one.
 * @param receiveBuffer Size of the socket's receive buffer, 64KB to 1GB. The kernel may
 * grant less (net.core.rmem_max).
 * @param receivers How many sockets and threads share the port, 1 to 64. Default: half of
 * the processors, at least one.
 * @param busyPoll How long a receiver polls for the next datagram before it blocks, up to
 * 1ms, 0 for never; it polls only while datagrams come that soon, and never on a single
 * processor.
 * @param drainTimeout How long running transfers may continue when the service stops.
 * @param announcePort Whether to print the bare port number as a line on standard output
 * once the port is open.
 */
@Validated
@ConfigurationProperties("rushb.server")
public record ServerProperties(@DefaultValue("0.0.0.0") InetAddress address,
		@DefaultValue("3200") @Min(0) @Max(65535) int port,
		@DefaultValue("4MB") @DataSizeRange(min = "64KB", max = "1GB") DataSize receiveBuffer,
		@Min(1) @Max(MOST_RECEIVERS) @Nullable Integer receivers,
		@DefaultValue("100us") @DurationMin @DurationMax(millis = 1) Duration busyPoll,
		@DefaultValue("10s") @DurationMin @DurationMax(minutes = 60) Duration drainTimeout,
		@DefaultValue("false") boolean announcePort) {

	private static final int MOST_RECEIVERS = 64;

	/**
	 * Fills in the default number of receivers, and switches polling off on a single
	 * processor.
	 */
	public ServerProperties {
		int processors = Runtime.getRuntime().availableProcessors();
		int half = Math.max(processors / 2, 1);
		receivers = (receivers != null) ? receivers : Integer.valueOf(Math.min(half, MOST_RECEIVERS));
		busyPoll = (processors > 1) ? busyPoll : Duration.ZERO;
	}

	/**
	 * Returns how many receivers there are.
	 * @return the number set, or the default for this machine
	 */
	public int receiverCount() {
		return Objects.requireNonNull(this.receivers);
	}

}
