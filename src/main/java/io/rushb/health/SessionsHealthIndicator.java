package io.rushb.health;

import io.rushb.config.LimitsProperties;
import io.rushb.transport.RushbServer;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Out of service while there is no room for another session, and no session gives way
 * (rule T5).
 */
@Component("rushbSessions")
class SessionsHealthIndicator extends AbstractHealthIndicator {

	private final RushbServer service;

	private final int limit;

	SessionsHealthIndicator(RushbServer service, LimitsProperties limits) {
		super("The sessions could not be counted");
		this.service = service;
		this.limit = limits.sessions();
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		builder.status(this.service.isFull() ? "OUT_OF_SERVICE" : "UP")
			.withDetail("active", this.service.activeSessions())
			.withDetail("limit", this.limit);
	}

}
