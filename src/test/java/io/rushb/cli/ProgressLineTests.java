package io.rushb.cli;

import java.util.ArrayList;
import java.util.List;

import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link ProgressLine}.
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

}
