package io.rushb.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the page looks: in the dark, and in narrow windows.
 */
class LooksBrowserTests extends PageInBrowser {

	@Test
	void darkAndLightLookDifferent() {
		browser.colorScheme("light");
		String light = background();
		browser.colorScheme("dark");
		assertThat(background()).isNotEqualTo(light);
		browser.colorScheme("light");
		assertThat(background()).isEqualTo(light);
	}

	private static String background() {
		return browser.evaluate("getComputedStyle(document.body).backgroundColor");
	}

	@ParameterizedTest
	@ValueSource(ints = { 320, 390, 700, 1000 })
	void fitsNarrowWindows(int width) {
		browser.size(width, 800);
		try (SlowTransfer transfer = transfer("large.txt")) {
			browser.await("a row appears", () -> browser.count("#sessions li") == 1);
			assertThat(browser.evaluate("document.documentElement.scrollWidth"))
				.isEqualTo(browser.evaluate("document.documentElement.clientWidth"));
			assertThat(browser.evaluate("[...document.querySelectorAll('main *:not(pre *)')]"
					+ ".filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5).length"))
				.isEqualTo("0");
			transfer.finish();
		}
		browser.await("the row goes", () -> browser.count("#sessions li") == 0);
	}

}
