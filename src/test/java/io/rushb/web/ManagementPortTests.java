package io.rushb.web;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.micrometer.metrics.test.autoconfigure.AutoConfigureMetrics;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The actuator on a port of its own.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "rushb.server.address=127.0.0.1", "rushb.server.port=0", "management.server.port=0",
				"management.server.address=127.0.0.1" })
@AutoConfigureMetrics
@Timeout(120)
class ManagementPortTests {

	@TempDir
	static Path root;

	@LocalServerPort
	int port;

	@LocalManagementPort
	int managementPort;

	HttpProbe http;

	HttpProbe management;

	@DynamicPropertySource
	static void serveTheTemporaryDirectory(DynamicPropertyRegistry registry) {
		registry.add("rushb.files.root", root::toString);
	}

	@BeforeEach
	void ask() {
		this.http = new HttpProbe(this.port);
		this.management = new HttpProbe(this.managementPort);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/health", "/health/readiness", "/health/liveness", "/info", "/metrics", "/prometheus",
			"/sessions", "/transfers", "/figures" })
	void theActuatorAnswersThereAndNotHere(String endpoint) throws Exception {
		assertThat(this.management.status("/actuator" + endpoint)).isEqualTo(200);
		assertThat(this.http.status("/actuator" + endpoint)).isEqualTo(404);
	}

	@Test
	void thePageIsHereAndNotThere() throws Exception {
		for (String path : new String[] { "/", "/about" }) {
			assertThat(this.http.status(path)).isEqualTo(200);
			assertThat(this.management.status(path)).isEqualTo(404);
		}
	}

	@Test
	void thePageIsToldThatTheFiguresAreElsewhereAndNotWhere() throws Exception {
		assertThat(this.http.get("/about").body()).contains(
				"\"figures\":{\"sessions\":null,\"transfers\":null,\"figures\":null,\"trace\":null,\"elsewhere\":true}")
			.doesNotContain(Integer.toString(this.managementPort));
	}

	@Test
	void endpointsThatAreNotExposedAreNeitherHereNorThere() throws Exception {
		for (String endpoint : new String[] { "env", "beans", "heapdump", "loggers", "shutdown" }) {
			assertThat(this.management.status("/actuator/" + endpoint)).isEqualTo(404);
			assertThat(this.http.status("/actuator/" + endpoint)).isEqualTo(404);
		}
	}

}
