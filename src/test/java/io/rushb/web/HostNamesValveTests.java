package io.rushb.web;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which host names HTTP answers for.
 */
class HostNamesValveTests {

	@ParameterizedTest
	@CsvSource({ "localhost, true", "LOCALHOST, true", "a.localhost, true", "127.0.0.1, true", "10.1.2.3, true",
			"[::1], true", "::1, true", "evil.example, false", "1.2.3.4.evil.example, false", "rushb, true",
			"localhost.evil.example, false" })
	void answersForAddressesAndItsOwnNamesOnly(String name, boolean answered) {
		assertThat(new HostNamesValve(List.of("rushb")).admits(name)).isEqualTo(answered);
	}

	@Test
	void aStarIsForAllNames() {
		assertThat(new HostNamesValve(List.of("*")).admits("evil.example")).isTrue();
	}

}
