package io.rushb.cli;

import java.nio.file.Path;
import java.util.function.BiConsumer;

import io.rushb.client.FetchListener;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A progress bar on standard error if that is a terminal; nothing otherwise.
 */
final class ProgressDisplay implements FetchListener, AutoCloseable {

	/** As often as a person can read it. */
	private static final int UPDATE_MILLIS = 200;

	private @Nullable ProgressBar bar;

	private final Limits limits;

	private final BiConsumer<Path, Long> reclaimed;

	private volatile long packets;

	private long retransmissions;

	private int attempt = 1;

	private int sessions;

	private ProgressDisplay(Limits limits, BiConsumer<Path, Long> reclaimed) {
		this.limits = limits;
		this.reclaimed = reclaimed;
	}

	/**
	 * Shows how a fetch goes on.
	 * @param name the name of the file
	 * @param width the width of the terminal, as long as it cannot be read
	 * @param quiet whether nothing is to be shown
	 * @param limits ends the fetch when a limit is exceeded
	 * @param reclaimed is told of parts that were found
	 */
	static ProgressDisplay of(String name, int width, boolean quiet, Limits limits, BiConsumer<Path, Long> reclaimed) {
		ProgressDisplay display = new ProgressDisplay(limits, reclaimed);
		if (!quiet && ErrorOutput.isTerminal()) {
			display.bar = new ProgressBarBuilder().setTaskName(Printable.of(name))
				.setInitialMax(-1)
				.setRenderer(new ProgressLine(() -> display.packets))
				.setUpdateIntervalMillis(UPDATE_MILLIS)
				.continuousUpdate()
				.clearDisplayOnFinish()
				.setConsumer(new TerminalConsumer(System.err, new TerminalWidth(TerminalWidth.ERROR, width)))
				.build();
		}
		return display;
	}

	@Override
	public void progress(long bytes, long packets, long retransmissions) {
		this.limits.check(bytes);
		this.packets = packets;
		ProgressBar shown = this.bar;
		if (shown == null) {
			return;
		}
		shown.stepTo(bytes);
		if (retransmissions != this.retransmissions) {
			this.retransmissions = retransmissions;
			tell(shown);
		}
	}

	@Override
	public void startedOver(int attempt) {
		if (this.bar != null) {
			this.attempt = attempt;
			this.bar.stepTo(0);
			tell(this.bar);
		}
	}

	@Override
	public void size(long bytes) {
		this.limits.checkSize(bytes);
		if (this.bar != null) {
			this.bar.maxHint(Math.max(bytes, 1));
		}
	}

	@Override
	public void channels(int sessions) {
		if (this.bar != null && sessions != this.sessions) {
			this.sessions = sessions;
			tell(this.bar);
		}
	}

	@Override
	public void reclaimed(Path part, long bytes) {
		this.reclaimed.accept(part, bytes);
	}

	private void tell(ProgressBar bar) {
		String channels = (this.sessions > 0) ? " " + FetchReport.number(this.sessions, "channel") + "," : "";
		bar.setExtraMessage(channels + " " + FetchReport.number(this.retransmissions, "retransmission")
				+ ((this.attempt > 1) ? ", attempt " + this.attempt : ""));
	}

	@Override
	public void close() {
		if (this.bar != null) {
			this.bar.close();
		}
	}

}
