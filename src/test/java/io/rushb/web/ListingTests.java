package io.rushb.web;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.micrometer.metrics.test.autoconfigure.AutoConfigureMetrics;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Another choice of settings: files listed, another base path, metrics not exposed.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "rushb.server.address=127.0.0.1", "rushb.server.port=0", "rushb.files.listing=true",
				"management.endpoints.web.base-path=/watch",
				"management.endpoints.web.exposure.include=health, sessions" })
@AutoConfigureMetrics
@Timeout(120)
class ListingTests {

	@TempDir
	static Path root;

	@LocalServerPort
	int port;

	@DynamicPropertySource
	static void serveTheTemporaryDirectory(DynamicPropertyRegistry registry) {
		registry.add("rushb.files.root", root::toString);
	}

	@Test
	void aboutNamesTheFilesAndTheEndpointsThatAreExposed() throws Exception {
		Files.writeString(root.resolve("poem.txt"), "four");
		Files.writeString(root.resolve(".hidden"), "x");
		Files.createDirectory(root.resolve("directory"));
		HttpProbe http = new HttpProbe(this.port);
		assertThat(http.get("/about").body())
			.contains("\"figures\":{\"sessions\":\"/watch/sessions\",\"transfers\":null,"
					+ "\"figures\":null,\"trace\":null,\"elsewhere\":false}")
			.endsWith("\"listing\":true,\"files\":{\"files\":[{\"name\":\"poem.txt\",\"size\":4}],\"more\":0,"
					+ "\"complete\":true}}")
			.doesNotContain(root.getFileName().toString());
		assertThat(http.status("/watch/sessions")).isEqualTo(200);
		assertThat(http.status("/watch/metrics")).isEqualTo(404);
		assertThat(http.status("/watch/prometheus")).isEqualTo(404);
		assertThat(http.status("/actuator/sessions")).isEqualTo(404);
	}

}
