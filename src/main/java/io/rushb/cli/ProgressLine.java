package io.rushb.cli;

import java.text.DecimalFormat;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import me.tongfei.progressbar.DefaultProgressBarRenderer;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;

/**
 * A bar for a file whose length nobody knows: no share of it, but how many bytes have
 * come, and how quickly, in units that move.
 */
final class ProgressLine extends DefaultProgressBarRenderer {

	ProgressLine() {
		super(ProgressBarStyle.ASCII, "", 1, true, new DecimalFormat(), ChronoUnit.SECONDS, false,
				(state) -> Optional.empty());
	}

	@Override
	protected String percentage(ProgressState progress) {
		return "";
	}

	@Override
	protected String ratio(ProgressState progress) {
		return FetchReport.size(progress.getCurrent());
	}

	@Override
	protected String speed(ProgressState progress) {
		Duration elapsed = progress.getElapsedAfterStart();
		return FetchReport.rate(progress.getCurrent(), elapsed.toNanos() / 1e9);
	}

}
