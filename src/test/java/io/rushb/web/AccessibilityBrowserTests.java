package io.rushb.web;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page by keyboard, for screen readers, on a telephone, in other languages.
 */
class AccessibilityBrowserTests extends PageInBrowser {

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
		browser.await("files show", () -> browser.count("#files .size") == 5);
		assertThat(browser.texts("#files .size")).contains(size);
		try (SlowTransfer transfer = transfer("figures.txt")) {
			browser.await("a row appears, and the file is open", () -> browser.count("#sessions li") == 1
					&& browser.text("#sessions .part").contains(" of " + size));
			browser.elements("#sessions .open").get(0).click();
			assertThat(browser.text("#detail-facts")).contains("0 of " + bytes);
			transfer.finish();
		}
	}

}
