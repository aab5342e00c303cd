package io.rushb.cli;

import java.io.PrintStream;

import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * Redraws a line on a terminal, and erases it at the end.
 */
final class TerminalConsumer implements ProgressBarConsumer {

	/** ECMA-48: erase from the cursor to the end of the line. */
	private static final String ERASE = "\u001b[K";

	private final PrintStream terminal;

	private final TerminalWidth width;

	TerminalConsumer(PrintStream terminal, TerminalWidth width) {
		this.terminal = terminal;
		this.width = width;
	}

	/** One less than there are: in the last column some terminals begin a new line. */
	@Override
	public int getMaxRenderedLength() {
		return Math.max(1, this.width.columns() - 1);
	}

	@Override
	public void accept(String line) {
		this.terminal.print("\r" + line + ERASE);
		this.terminal.flush();
	}

	@Override
	public void clear() {
		accept("");
	}

	@Override
	public void close() {
		clear();
	}

}
