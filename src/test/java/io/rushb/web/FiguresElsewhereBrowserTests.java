package io.rushb.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page in a browser, where the actuator has a port of its own and no file is listed.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "rushb.server.address=127.0.0.1", "rushb.server.port=0", "management.server.port=0",
				"management.server.address=127.0.0.1" })
@ExtendWith(OneBrowser.class)
@Timeout(300)
class FiguresElsewhereBrowserTests {

	@TempDir
	static Path root;

	@LocalServerPort
	int port;

	@DynamicPropertySource
	static void serveTheTemporaryDirectory(DynamicPropertyRegistry registry) {
		registry.add("rushb.files.root", root::toString);
	}

	@Test
	void saysSoAndShowsTheRestAndAsksSeldom(Browser browser) throws IOException {
		Files.writeString(root.resolve("secret-name.txt"), "x");
		browser.open(this.port);
		browser.await("the page is there", () -> browser.text("#state").equals("Reachable"));
		assertThat(browser.text("#figures-note")).contains("on a management port of their own");
		assertThat(browser.isShown("#figures")).isFalse();
		assertThat(browser.isShown("#sessions-section")).isFalse();
		assertThat(browser.text("#files-note"))
			.isEqualTo("Files are not listed here: the property rushb.files.listing is not set.");
		assertThat(browser.text("body")).doesNotContain("secret-name", root.getFileName().toString());
		assertThat(browser.text("#command")).startsWith("java -jar rushb-client.jar get rushb://127.0.0.1:");
		assertThat(browser.evaluate("performance.getEntriesByType('resource')"
				+ ".filter((entry) => entry.name.includes('actuator')).length"))
			.isEqualTo("0");
		assertThat(browser.console()).isEmpty();
	}

}
