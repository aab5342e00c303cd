package io.rushb.config;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SpringOptionsTests {

	private final SpringOptions options = new SpringOptions();

	@ParameterizedTest
	@CsvSource({ "server.prot, server.port", "management.server.adress, management.server.address",
			"loging.level, logging.level" })
	void slipsAreTold(String given, String meant) {
		assertThat(this.options.meant(given)).contains(meant);
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.port", "logging.level.a", "logging.group.x", "management.metrics.tags.a",
			"management.metrics.tags.az", "spring.something.of.mine" })
	void rightNamesAndNamesOfTheUsersOwnAreNot(String given) {
		assertThat(this.options.meant(given)).isEmpty();
	}

}
