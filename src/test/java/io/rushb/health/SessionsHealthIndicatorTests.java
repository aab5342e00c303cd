package io.rushb.health;

import java.util.Map;

import io.rushb.config.LimitsProperties;
import io.rushb.transport.RushbServer;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

class SessionsHealthIndicatorTests {

	private final RushbServer server = Mockito.mock(RushbServer.class);

	private final SessionsHealthIndicator indicator = new SessionsHealthIndicator(this.server,
			new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("rushb.limits",
					LimitsProperties.class));

	@Test
	void aFullTableThatGivesWayIsReady() {
		given(this.server.activeSessions()).willReturn(10_000);
		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void aTableThatIsFullAndGivesNoWayIsNot() {
		given(this.server.activeSessions()).willReturn(10_000);
		given(this.server.isFull()).willReturn(true);
		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		assertThat(this.indicator.health().getDetails()).containsEntry("active", 10_000).containsEntry("limit", 10_000);
	}

}
