package io.rushb.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.rushb.testing.SocketClient;
import io.rushb.transport.ReceiverSupervisor;
import io.rushb.wire.Options;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page by keyboard, for screen readers, on a telephone, in other languages.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "rushb.server.address=127.0.0.1", "rushb.server.port=0", "rushb.files.listing=true",
				"rushb.protocol.fixed-timeout=60s", "rushb.protocol.idle-timeout=10m" })
@Timeout(300)
class AccessibilityBrowserTests {

	@TempDir
	static Path root;

	private static Browser browser;

	@LocalServerPort
	int port;

	@Autowired
	ReceiverSupervisor receiver;

	@DynamicPropertySource
	static void serveTheTemporaryDirectory(DynamicPropertyRegistry registry) {
		registry.add("rushb.files.root", root::toString);
	}

	@BeforeAll
	static void start() throws IOException {
		browser = Browser.start();
		Files.write(root.resolve("large.txt"), SocketClient.text(1_234_567));
	}

	@AfterAll
	static void stop() {
		if (browser != null) {
			browser.close();
		}
	}

	@BeforeEach
	void open() {
		browser.size(1200, 900);
		browser.open(this.port);
		browser.await("the page is live", () -> browser.text("#state").equals("Live"));
	}

	@AfterEach
	void theConsoleIsEmpty() {
		assertThat(browser.console()).isEmpty();
	}

	private SlowTransfer transfer(String name) {
		return new SlowTransfer(this.receiver.port(), new Options(true, false), name);
	}

	@ParameterizedTest
	@CsvSource({ "light, 1200", "dark, 1200", "light, 400", "dark, 400" })
	void axeFindsNothing(String scheme, int width) throws IOException {
		Axe axe = Axe.load();
		browser.colorScheme(scheme);
		browser.size(width, 900);
		try (SlowTransfer missing = transfer("missing.txt")) {
			missing.finish();
		}
		try (SlowTransfer transfer = transfer("large.txt")) {
			transfer.step();
			transfer.repeat();
			browser.await("a session and a transfer show",
					() -> browser.count("#sessions li") == 1 && browser.count("#transfers tr") > 0);
			assertThat(axe.violations(browser)).isEmpty();
			browser.elements("#sessions .open").get(0).click();
			browser.await("its packets show", () -> {
				transfer.step();
				transfer.repeat();
				return browser.isShown("#detail-packets");
			});
			assertThat(axe.violations(browser)).isEmpty();
			transfer.finish();
		}
		browser.open(this.port, "/clients.html");
		assertThat(axe.violations(browser)).isEmpty();
	}

	@Test
	void theKeyboardOpensAndClosesWhatIsKnownOfASession() {
		try (SlowTransfer transfer = transfer("large.txt")) {
			browser.await("a row appears", () -> browser.count("#sessions li") == 1);
			browser.await("the name has the focus", () -> {
				browser.press(Keys.TAB);
				return browser.evaluate("document.activeElement.textContent").equals("large.txt")
						&& browser.evaluate("document.activeElement.closest('#sessions') !== null").equals("true");
			});
			browser.press(Keys.ENTER);
			browser.await("it opens", () -> browser.isShown("#detail"));
			assertThat(browser.text("#detail-title")).isEqualTo("large.txt");
			browser.press(Keys.ESCAPE);
			browser.await("it closes", () -> !browser.isShown("#detail"));
			assertThat(browser.evaluate("document.activeElement.textContent")).isEqualTo("large.txt");
			transfer.finish();
		}
	}

	@Test
	void aWordSaysWhatItMeansWhenItHasTheFocus() {
		String shown = "getComputedStyle(document.querySelector('#terms .term'), '::after').content";
		assertThat(browser.evaluate(shown)).isEqualTo("none");
		browser.await("a word has the focus", () -> {
			browser.press(Keys.TAB);
			return browser.evaluate("document.activeElement.className").equals("term");
		});
		assertThat(browser.evaluate(shown)).contains("Packets that were sent again");
	}

	@ParameterizedTest
	@CsvSource({ "en-US, 1.23 MB, '1,234,567'", "de-DE, '1,23 MB', 1.234.567" })
	void figuresFollowTheReadersLanguage(String language, String size, String bytes) {
		browser.language(language);
		browser.open(this.port);
		browser.await("files show", () -> browser.count("#files .size") == 1);
		assertThat(browser.texts("#files .size")).containsExactly(size);
		try (SlowTransfer transfer = transfer("large.txt")) {
			browser.await("a row appears", () -> browser.count("#sessions li") == 1);
			assertThat(browser.text("#sessions .part")).contains(" of " + size);
			browser.elements("#sessions .open").get(0).click();
			assertThat(browser.text("#detail-facts")).contains("0 of " + bytes);
			transfer.finish();
		}
		browser.language("en-US");
	}

}
