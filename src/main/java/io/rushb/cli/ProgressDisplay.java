package io.rushb.cli;

import java.nio.file.Path;
import java.util.function.BiConsumer;

import io.rushb.client.FetchListener;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A progress bar on standard error if that is a terminal; nothing on a pipe or in a file.
 */
final class ProgressDisplay implements FetchListener, AutoCloseable {

	private static final int UPDATE_MILLIS = 200;

	private final @Nullable ProgressBar bar;

	private final BiConsumer<Path, Long> reclaimed;

	private long retransmissions;

	private int attempt = 1;

	private ProgressDisplay(@Nullable ProgressBar bar, BiConsumer<Path, Long> reclaimed) {
		this.bar = bar;
		this.reclaimed = reclaimed;
	}

	/**
	 * Shows how a fetch goes on. The width is given since the library would ask JLine for
	 * it, which lets Ctrl-C end the process without tidying up.
	 */
	static ProgressDisplay of(String name, int width, boolean quiet, BiConsumer<Path, Long> reclaimed) {
		if (quiet || !ErrorOutput.isTerminal()) {
			return new ProgressDisplay(null, reclaimed);
		}
		return new ProgressDisplay(new ProgressBarBuilder().setTaskName(Printable.of(name))
			.setInitialMax(-1)
			.setRenderer(new ProgressLine())
			.setUpdateIntervalMillis(UPDATE_MILLIS)
			.clearDisplayOnFinish()
			.setConsumer(new ConsoleProgressBarConsumer(System.err, width))
			.build(), reclaimed);
	}

	@Override
	public void progress(long bytes, long packets, long retransmissions) {
		if (this.bar == null) {
			return;
		}
		this.bar.stepTo(bytes);
		if (retransmissions != this.retransmissions) {
			this.retransmissions = retransmissions;
			tell(this.bar);
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
	public void reclaimed(Path part, long bytes) {
		this.reclaimed.accept(part, bytes);
	}

	private void tell(ProgressBar bar) {
		bar.setExtraMessage(" " + this.retransmissions + " retransmissions"
				+ ((this.attempt > 1) ? ", attempt " + this.attempt : ""));
	}

	@Override
	public void close() {
		if (this.bar != null) {
			this.bar.close();
		}
	}

}
