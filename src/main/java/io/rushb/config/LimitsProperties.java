package io.rushb.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.rushb.endpoint.EndpointSettings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of the service. Each of several receivers has an equal share, rounded up.
 *
 * @param sessions Most sessions at a time, 1 to 1000000.
 * @param sessionsPerAddress Most sessions of one client address at a time, 1 to 1000000.
 * @param lingering Most closed sessions that are remembered to answer a repeated end, 1
 * to 1000000.
 * @param paths Most client addresses whose round-trip time is remembered for their next
 * request, 1 to 1000000.
 * @param readAhead Memory for file content read ahead of all sessions together, 1MB to
 * 1GB.
 */
@Validated
@ConfigurationProperties("rushb.limits")
public record LimitsProperties(@DefaultValue("10000") @Min(1) @Max(1_000_000) int sessions,
		@DefaultValue("1000") @Min(1) @Max(1_000_000) int sessionsPerAddress,
		@DefaultValue("10000") @Min(1) @Max(1_000_000) int lingering,
		@DefaultValue("10000") @Min(1) @Max(1_000_000) int paths,
		@DefaultValue("64MB") @DataSizeRange(min = "1MB", max = "1GB") DataSize readAhead) {

	/**
	 * The limits of one endpoint of several: its share, rounded up. The kernel spreads
	 * clients evenly, and no receiver needs another one's share or lock.
	 */
	EndpointSettings toSettings(ProtocolProperties protocol, AbuseProperties abuse, int endpoints) {
		return new EndpointSettings(share(this.sessions, endpoints), share(this.sessionsPerAddress, endpoints),
				share(this.lingering, endpoints), protocol.linger(), share(this.paths, endpoints), abuse.toSettings());
	}

	private static int share(int all, int endpoints) {
		return (all + endpoints - 1) / endpoints;
	}

}
