package io.rushb.web;

import io.rushb.client.RushbUri;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page in a browser, with transfers that go on when the test says so.
 */
class BrowserTests extends PageInBrowser {

	@Test
	void showsASessionFromItsBeginningToItsEnd() {
		assertThat(browser.isShown("#sessions-none")).isTrue();
		try (SlowTransfer transfer = transfer("large.txt")) {
			browser.await("a row appears", () -> browser.count("#sessions li") == 1);
			assertThat(browser.isShown("#sessions-none")).isFalse();
			assertThat(browser.text("#sessions .name")).isEqualTo("large.txt");
			assertThat(browser.text("#sessions .client")).isEqualTo("127.0.0.1:" + transfer.localPort() + " · CHK");
			browser.await("the file is open", () -> browser.attribute("#sessions progress", "max").equals("3000000"));
			double before = progress();
			browser.await("the progress moves", () -> {
				transfer.step();
				return progress() > before;
			});
			assertThat(browser.text("#sessions .part")).endsWith(" of 3 MB");
			transfer.repeat();
			browser.await("a retransmission shows", () -> browser.text("#sessions dl div:nth-child(4) dd").equals("1"));
			transfer.finish();
			browser.await("the row goes", () -> browser.count("#sessions li") == 0);
			assertThat(browser.isShown("#sessions-none")).isTrue();
		}
	}

	@Test
	void chartsHavePointsAndMove() {
		try (SlowTransfer transfer = transfer("large.txt")) {
			browser.await("throughput and repeats show", () -> {
				transfer.step();
				transfer.repeat();
				return points("#throughput .line") > 3 && points("#active .line") > 3
						&& points("#retransmissions .bars") > 1 && points("#sessions .line") > 1;
			});
			assertThat(browser.text("#throughput b")).endsWith("B/s");
			assertThat(browser.text("#retransmissions b")).endsWith("/s");
			assertThat(browser.text("#active b")).isEqualTo("1");
			assertThat(browser.attribute("#throughput svg", "aria-label"))
				.startsWith("Throughput in the last minute: now ");
			String drawn = browser.attribute("#throughput .line", "d");
			browser.await("the chart moves", () -> !browser.attribute("#throughput .line", "d").equals(drawn));
			transfer.finish();
		}
		browser.await("nobody is left", () -> browser.text("#active b").equals("0"));
	}

	@Test
	void hostileNamesAreTextAndTheCommandFetchesThem() {
		assertThat(browser.texts("#files .name")).containsExactly(HOSTILE, "figures.txt", "large.txt", "lossy.txt",
				"some.txt");
		assertThat(browser.texts("#files .size")).startsWith("4 B", "1.23 MB", "3 MB");
		assertThat(browser.count("#files img, #sessions img")).isZero();
		browser.elements("#files button").get(0).click();
		String command = browser.text("#command");
		assertThat(command).matches("java -jar rushb-client\\.jar get rushb://[A-Za-z0-9.:/%_~-]+");
		RushbUri uri = RushbUri.parse(command.substring(command.indexOf("rushb://")));
		assertThat(uri).isEqualTo(new RushbUri("127.0.0.1", this.receiver.port(), HOSTILE));
		try (SlowTransfer transfer = transfer(HOSTILE)) {
			browser.await("the row shows the name", () -> browser.count("#sessions li") == 1);
			assertThat(browser.text("#sessions .name")).startsWith("<img src=x onerror=alert(1)> '$(id)`& ");
			assertThat(browser.count("#sessions img")).isZero();
			transfer.finish();
		}
		browser.await("the row goes", () -> browser.count("#sessions li") == 0);
	}

	@Test
	void theCommandFollowsTheNameThatIsTyped() {
		WebElement field = browser.elements("#name").get(0);
		assertThat(browser.text("#command")).endsWith("rushb://127.0.0.1:" + this.receiver.port() + "/NAME");
		field.sendKeys("/docs/a b#c.txt");
		assertThat(browser.text("#command")).endsWith(":" + this.receiver.port() + "/docs/a%20b%23c.txt");
		assertThat(browser.isShown("#copy")).isTrue();
		browser.elements("input[value=docker]").get(0).click();
		assertThat(browser.text("#command")).startsWith("docker run --rm --network host rushb get rushb://127.0.0.1:")
			.endsWith("/docs/a%20b%23c.txt -o - > 'a b#c.txt'");
		browser.elements("input[value=python]").get(0).click();
		assertThat(browser.text("#command"))
			.isEqualTo("python3 get.py 127.0.0.1 " + this.receiver.port() + " 'docs/a b#c.txt' > 'a b#c.txt'");
	}

	@Test
	void aNameThatWouldHarmAShellIsOneWord() {
		browser.elements("input[value=python]").get(0).click();
		browser.elements("#files button").get(0).click();
		assertThat(browser.text("#command")).contains(" '<img src=x onerror=alert(1)> '\\''$(id)`& ü%.txt' > ");
	}

	@Test
	void aSilentSessionSaysForHowLong() {
		try (SlowTransfer transfer = transfer("large.txt")) {
			browser.await("the silence shows", () -> browser.count("#sessions .silent") == 1);
			assertThat(browser.text("#sessions .part")).matches(".* of 3 MB · silent for [\\d.]+ s");
			transfer.step();
			browser.await("the silence is over", () -> browser.count("#sessions .silent") == 0);
			assertThat(browser.text("#sessions dl div:nth-child(3)")).matches("Age\\s+[\\d.]+ s");
			transfer.finish();
		}
	}

	@Test
	void saysThatTheServiceIsNotReachableAndGoesOnWhenItIs() {
		browser.offline(true);
		browser.await("the page notices", () -> browser.text("#state").equals("Not reachable"));
		try (SlowTransfer transfer = transfer("large.txt")) {
			browser.offline(false);
			browser.await("the page goes on", () -> browser.text("#state").equals("Live"));
			browser.await("a row appears", () -> browser.count("#sessions li") == 1);
			transfer.finish();
		}
		// Chromium itself tells its console of each question that could not be asked.
		assertThat(browser.console()).allMatch((line) -> line.contains("ERR_INTERNET_DISCONNECTED"));
	}

	@Test
	void asksNothingWhileItIsHidden() {
		browser.evaluate("Object.defineProperty(document, 'hidden', { get: () => window.isAway, configurable: true })");
		browser.evaluate("(window.isAway = true, document.dispatchEvent(new Event('visibilitychange')))");
		try (SlowTransfer transfer = transfer("large.txt")) {
			browser.evaluate("(performance.clearResourceTimings(), window.since = performance.now())");
			browser.await("some time passes",
					() -> browser.evaluate("performance.now() > window.since + 3000").equals("true"));
			assertThat(browser.evaluate("performance.getEntriesByType('resource').length")).isEqualTo("0");
			assertThat(browser.count("#sessions li")).isZero();
			browser.evaluate("(window.isAway = false, document.dispatchEvent(new Event('visibilitychange')))");
			browser.await("the page goes on", () -> browser.count("#sessions li") == 1);
			transfer.finish();
		}
	}

	private static double progress() {
		return Double.parseDouble(browser.attribute("#sessions progress", "value"));
	}

	/** How many points a line has been drawn through, or how many bars there are. */
	private static int points(String selector) {
		return browser.elements(selector).isEmpty() ? 0
				: (int) browser.attribute(selector, "d").chars().filter((c) -> c == 'L' || c == 'V').count();
	}

}
