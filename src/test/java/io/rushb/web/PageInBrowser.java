package io.rushb.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.rushb.testing.SocketClient;
import io.rushb.transport.ReceiverSupervisor;
import io.rushb.wire.Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.micrometer.metrics.test.autoconfigure.AutoConfigureMetrics;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of a service in a browser, open and live before each test. All tests of these
 * properties have one service. Its retransmission timeout is so long that only a test
 * makes it send.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "rushb.server.address=127.0.0.1", "rushb.server.port=0", "rushb.files.listing=true",
				"rushb.protocol.fixed-timeout=60s", "rushb.protocol.idle-timeout=10m" })
@AutoConfigureMetrics
@ExtendWith(OneBrowser.class)
@Timeout(300)
abstract class PageInBrowser {

	static final String HOSTILE = "<img src=x onerror=alert(1)> '$(id)`& ü%.txt";

	/** A service lives longer than one class of tests, and so do its files. */
	private static final Path ROOT = lay(Map.of(HOSTILE, 4, "figures.txt", 1_234_567, "large.txt", 3_000_000,
			"lossy.txt", 30_000, "some.txt", 30_000, ".hidden", 1));

	static Browser browser;

	@LocalServerPort
	int port;

	@Autowired
	ReceiverSupervisor receiver;

	@DynamicPropertySource
	static void serveTheFiles(DynamicPropertyRegistry registry) {
		registry.add("rushb.files.root", ROOT::toString);
	}

	@BeforeEach
	void open(Browser one) {
		browser = one;
		browser.open(this.port);
		browser.await("the page is live", () -> browser.text("#state").equals("Live"));
	}

	@AfterEach
	void theConsoleIsEmpty() {
		assertThat(browser.console()).isEmpty();
	}

	private static Path lay(Map<String, Integer> sizes) {
		try {
			Path root = Files.createTempDirectory("rushb-page");
			root.toFile().deleteOnExit();
			for (Map.Entry<String, Integer> file : sizes.entrySet()) {
				Files.write(root.resolve(file.getKey()), SocketClient.text(file.getValue())).toFile().deleteOnExit();
			}
			return root;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A client that asks for a file with checksums. */
	SlowTransfer transfer(String name) {
		return new SlowTransfer(this.receiver.port(), new Options(true, false), name);
	}

}
