package io.rushb.web;

import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is over and what is known of a single session, in a browser. The timer is short,
 * so that what a client loses is soon sent again.
 */
@TestPropertySource(properties = "rushb.protocol.fixed-timeout=3s")
class TransfersBrowserTests extends PageInBrowser {

	private void fetch(String name) {
		try (SlowTransfer transfer = transfer(name)) {
			transfer.finish();
		}
	}

	@Test
	void aTransferOfMillisecondsIsSeenAfterwards() {
		fetch("some.txt");
		browser.await("it shows", () -> newest(2).equals("some.txt"));
		assertThat(browser.texts("#transfers-head th")).containsExactly("Outcome", "File", "Size", "Time", "Rate",
				"Repeated", "Channels", "Ended");
		assertThat(newest(1)).isEqualTo("Completed");
		assertThat(browser.attribute("#transfers tr:first-child .outcome", "class")).isEqualTo("outcome good");
		assertThat(browser.text("#transfers tr:first-child td:nth-child(3)")).isEqualTo("30 kB");
		assertThat(browser.text("#transfers tr:first-child td:nth-child(5)")).endsWith("B/s");
		fetch("missing.txt");
		browser.await("the newest comes first", () -> newest(2).equals("missing.txt"));
		assertThat(newest(1)).isEqualTo("Not found");
		assertThat(browser.attribute("#transfers tr:first-child .outcome", "class")).isEqualTo("outcome fair");
		assertThat(browser.texts("#outcomes li")).anyMatch((text) -> text.matches("Completed \\d+"))
			.anyMatch((text) -> text.matches("Not found \\d+"));
	}

	private static String newest(int column) {
		String selector = "#transfers tr:first-child td:nth-child(" + column + ") :is(button, span)";
		return browser.texts(selector).stream().findFirst().orElse("");
	}

	@Test
	void moreThanAFewAreShownWhenSomebodyAsks() {
		for (int i = 0; i < 12; i++) {
			fetch("some.txt");
		}
		browser.await("there are more", () -> browser.isShown("#transfers-all"));
		assertThat(browser.count("#transfers tr")).isEqualTo(8);
		browser.elements("#transfers-all").get(0).click();
		browser.await("all are shown", () -> browser.count("#transfers tr") >= 12);
		assertThat(browser.attribute("#transfers-all", "aria-expanded")).isEqualTo("true");
		browser.elements("#transfers-all").get(0).click();
		browser.await("a few are shown", () -> browser.count("#transfers tr") == 8);
	}

	@Test
	void theChartsSurviveAReload() {
		browser.await("some seconds go by", () -> points() > 5);
		int before = points();
		browser.reload();
		browser.await("the page is live", () -> browser.text("#state").equals("Live"));
		assertThat(points()).isGreaterThanOrEqualTo(before);
		browser.elements("input[value='600000']").get(0).click();
		assertThat(browser.text("#throughput .ago")).isEqualTo("10 min ago");
		assertThat(browser.attribute("#throughput svg", "aria-label")).contains("in the last ten minutes");
	}

	private static int points() {
		return (int) browser.attribute("#active .line", "d").chars().filter((c) -> c == 'L').count();
	}

	@Test
	void aLossyTransferShowsItsRepeatsWhileItGoesOnAndAfterwards() {
		try (SlowTransfer transfer = transfer("lossy.txt")) {
			// A client that has answered is waited for while the browser works (T3, T5).
			transfer.step();
			browser.await("a row appears", () -> browser.count("#sessions li") == 1);
			browser.elements("#sessions .open").get(0).click();
			transfer.step();
			transfer.lose();
			transfer.step();
			transfer.repeat();
			for (int i = 0; i < 5; i++) {
				transfer.step(); // At least one is answered before the timer expires.
			}
			browser.await("its packets show", () -> marks("sent") > 0 && marks("received") > 0 && marks("repeated") >= 2
					&& browser.text("#detail-list").contains("the client asked for it again"));
			assertThat(browser.text("#detail-title")).isEqualTo("lossy.txt");
			assertThat(browser.attribute("#detail-line", "aria-label")).contains(" repeated, ");
			assertThat(browser.attribute("#detail-curve .trips", "d")).startsWith("M");
			assertThat(browser.attribute("#detail-curve .timer", "d")).startsWith("M");
			assertThat(browser.text("#detail-list")).contains("no answer in time", "timer 3 s");
			transfer.finish();
		}
		browser.elements("#detail-close").get(0).click();
		browser.await("it is over", () -> newest(2).equals("lossy.txt"));
		browser.elements("#transfers tr:first-child .open").get(0).click();
		browser.await("its packets are still known", () -> browser.isShown("#detail-packets"));
		assertThat(marks("repeated")).isGreaterThanOrEqualTo(2);
		assertThat(browser.text("#detail-facts")).contains("Completed");
		browser.elements("#detail-close").get(0).click();
	}

	private static int marks(String lane) {
		String count = browser.attribute("#detail-line ." + lane, "data-count");
		return count.isEmpty() ? 0 : Integer.parseInt(count);
	}

}
