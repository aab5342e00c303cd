package io.rushb.client.cli;

import java.util.ArrayList;
import java.util.List;

import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link ProgressLine}, and the sizes it shows.
 */
class ProgressLineTests {

	@Test
	void showsBytesAndRateAndNoShareOfAnUnknownLength() {
		List<String> lines = new ArrayList<>();
		try (ProgressBar bar = new ProgressBarBuilder().setTaskName("poem.txt")
			.setInitialMax(-1)
			.setRenderer(new ProgressLine())
			.setConsumer(new DelegatingProgressBarConsumer(lines::add, 80))
			.build()) {
			bar.stepTo(73_200);
			bar.refresh();
		}
		assertThat(lines.get(lines.size() - 1)).startsWith("poem.txt")
			.contains("73.2 kB (")
			.containsPattern("[0-9] [kMG]?B/s")
			.doesNotContain("?")
			.hasSizeLessThanOrEqualTo(80);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0 B", "999, 999 B", "1000, 1.0 kB", "73200, 73.2 kB", "999949, 999.9 kB", "999999, 1.0 MB",
			"1500000, 1.5 MB", "2500000000, 2.5 GB", "4000000000000, 4000.0 GB" })
	void sizesHaveTheUnitThatLeavesTheFewestDigits(long bytes, String shown) {
		assertThat(FetchReport.size(bytes)).isEqualTo(shown);
	}

}
