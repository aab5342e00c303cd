package io.rushb.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link ProgressLine} and {@link Columns}.
 */
class ProgressLineTests {

	private static final String LONG = "a-file-with-a-rather-long-name-that-fits-no-terminal-at-all-0123456789.iso";

	private final AtomicLong packets = new AtomicLong();

	private String extra = "";

	@Test
	void showsBytesAndRateAndNoShareOfAnUnknownLength() {
		assertThat(line("poem.txt", 80, 0)).startsWith("poem.txt [")
			.contains("] 73.2 kB ")
			.containsPattern("[0-9] [kMG]?B/s 0:0[0-9]")
			.doesNotContain("?")
			.doesNotContain("%");
	}

	@Test
	void showsTheShareOfAKnownLength() {
		assertThat(line("poem.txt", 100, 146_400)).contains("[==========          ] 50% 73.2 kB/146.4 kB");
	}

	@Test
	void hasSizeShareRateTimeLeftAndChannelsInEightyColumns() {
		this.extra = "242 channels, 12,274 retransmissions";
		assertThat(line("poem.txt", 79, 146_400)).containsPattern(
				"^poem.txt 50% 73.2 kB/146.4 kB [0-9.]+ [kMG]?B/s 0:0[0-9] \\(0:0[0-9] left\\) 242 channels$");
		assertThat(line("poem.txt", 130, 146_400)).contains("[==========          ] 50%")
			.endsWith("242 channels, 12,274 retransmissions");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 10, 20, 30, 39, 40, 79, 80, 131, 132, 300 })
	void isNeverWiderThanTheTerminal(int width) {
		for (String name : List.of(LONG, "a", "\u6587\u4ef6".repeat(40), "\ud83d\ude00".repeat(50))) {
			assertThat(Columns.of(line(name, width, 0))).isLessThanOrEqualTo(width);
			assertThat(Columns.of(line(name, width, 1_000_000))).isLessThanOrEqualTo(width);
		}
	}

	@Test
	void theNameIsShortenedFirstThenTheBarGoesThenTheRate() {
		assertThat(line(LONG, 132, 0)).startsWith(LONG.substring(0, 38) + ".. [").contains("B/s");
		assertThat(line(LONG, 79, 0)).startsWith("a-file-with-a").contains(".. [").contains("B/s");
		assertThat(line(LONG, 50, 0)).startsWith("a-file-wit").doesNotContain("[").contains("B/s");
		assertThat(line(LONG, 30, 0)).startsWith("a-file-wit").doesNotContain("B/s").contains("73.2 kB 0:0");
		assertThat(line(LONG, 12, 0)).isEqualTo("a-.. 73.2 kB");
	}

	@ParameterizedTest
	@CsvSource({ "abc, 3, abc", "abcd, 3, a..", "abcd, 2, ..", "abcd, 1, .", "abcd, 0, ''",
			"\u6587\u4ef6\u540d, 6, \u6587\u4ef6\u540d", "\u6587\u4ef6\u540d, 5, \u6587.." })
	void cutsByColumns(String text, int columns, String cut) {
		assertThat(Columns.cut(text, columns)).isEqualTo(cut);
	}

	private String line(String name, int width, long max) {
		List<String> lines = new ArrayList<>();
		try (ProgressBar bar = new ProgressBarBuilder().setTaskName(name)
			.setInitialMax((max > 0) ? max : -1)
			.setUpdateIntervalMillis(1_000_000)
			.setRenderer(new ProgressLine(this.packets::get))
			.setConsumer(new DelegatingProgressBarConsumer(lines::add, width))
			.build()) {
			bar.stepTo(73_200);
			bar.setExtraMessage(this.extra);
			bar.refresh();
		}
		return lines.get(lines.size() - 1);
	}

}
