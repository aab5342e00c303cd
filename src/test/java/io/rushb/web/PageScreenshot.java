package io.rushb.web;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.rushb.testing.SocketClient;
import io.rushb.transport.ReceiverSupervisor;
import io.rushb.wire.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.micrometer.metrics.test.autoconfigure.AutoConfigureMetrics;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes the README's pictures of the page, with transfers running for a minute:
 * {@code ./mvnw test -Dtest=PageScreenshot -Dpage.screenshots=docs/images}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "rushb.server.address=127.0.0.1", "rushb.files.listing=true",
				"rushb.protocol.fixed-timeout=60s" })
@AutoConfigureMetrics
@EnabledIfSystemProperty(named = "page.screenshots", matches = ".+")
@Timeout(300)
class PageScreenshot {

	private static final String[] NAMES = { "encyclopaedia-volume-1.txt", "survey-2026.csv", "moby-dick.txt",
			"alice-in-wonderland.txt", "frankenstein.txt", "poem.txt", "pride-and-prejudice.txt" };

	private static final int[] SIZES = { 2_412_330, 1_048_577, 776_235, 174_313, 448_821, 391, 772_145 };

	@TempDir
	static Path root;

	@LocalServerPort
	int port;

	@Autowired
	ReceiverSupervisor receiver;

	@DynamicPropertySource
	static void serveTheTemporaryDirectory(DynamicPropertyRegistry registry) {
		registry.add("rushb.files.root", root::toString);
	}

	@Test
	void take() throws Exception {
		for (int i = 0; i < NAMES.length; i++) {
			Files.write(root.resolve(NAMES[i]), SocketClient.text(SIZES[i]));
		}
		Path directory = Path.of(System.getProperty("page.screenshots"));
		List<SlowTransfer> transfers = new ArrayList<>();
		try (Browser browser = Browser.start()) {
			browser.size(1180, 985);
			browser.colorScheme("light");
			browser.open(this.port);
			for (String name : new String[] { NAMES[5], "notes.txt", NAMES[3], NAMES[5] }) {
				try (SlowTransfer transfer = new SlowTransfer(this.receiver.port(), new Options(true, false), name)) {
					transfer.finish();
				}
			}
			Random random = new Random(42);
			int[] round = { 0 };
			browser.await("transfers have run for a while", () -> {
				if (transfers.size() < 3 && round[0] % 60 == 0) {
					transfers.add(new SlowTransfer(this.receiver.port(), new Options(transfers.size() != 1, false),
							NAMES[transfers.size()]));
				}
				step(transfers, random, round[0]++);
				return transfers.size() == 3 && drawn(browser) > 52;
			});
			Files.write(directory.resolve("page.png"), browser.screenshot());
			browser.colorScheme("dark");
			Files.write(directory.resolve("page-dark.png"), browser.screenshot());
			browser.size(400, 2600);
			Files.write(directory.resolve("page-narrow.png"), browser.screenshot());
			browser.size(1180, 985);
			browser.elements("#sessions .open").get(0).click();
			int start = round[0];
			browser.await("packets show", () -> {
				step(transfers, random, round[0]++);
				return round[0] > start + 60;
			});
			Files.write(directory.resolve("page-detail.png"), browser.screenshot());
			assertThat(browser.console()).isEmpty();
		}
		finally {
			transfers.forEach(SlowTransfer::close);
		}
	}

	/** Each at its own pace, now faster, now slower; a packet is damaged now and then. */
	private static void step(List<SlowTransfer> transfers, Random random, int round) {
		for (int i = 0; i < transfers.size(); i++) {
			double pace = (1.2 + Math.sin(round / 17.0 + i)) / (2 * i + 1);
			for (int n = 0; n < pace * 1.5; n++) {
				transfers.get(i).step();
			}
			if (random.nextInt(12) == 0) {
				transfers.get(i).repeat();
			}
		}
	}

	private static long drawn(Browser browser) {
		return browser.attribute("#throughput .line", "d").chars().filter((c) -> c == 'L').count();
	}

}
