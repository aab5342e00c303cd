package io.rushb.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The width of the terminal that standard error or output goes to. It is read again every
 * second, because a window may be resized. Java cannot read it, so {@code stty} is run.
 */
final class TerminalWidth {

	static final Path ERROR = Path.of("/dev/stderr");

	static final Path OUTPUT = Path.of("/dev/stdout");

	private static final Pattern SIZE = Pattern.compile("\\d+ ([1-9]\\d*)\\s*");

	private static final long OLD_NANOS = TimeUnit.SECONDS.toNanos(1);

	private static final long PATIENCE_SECONDS = 1;

	private final Path terminal;

	private int columns;

	private long readAt;

	/**
	 * Makes a width.
	 * @param terminal what goes to the terminal: {@link #ERROR} or {@link #OUTPUT}
	 * @param columns the width until it can be read
	 */
	TerminalWidth(Path terminal, int columns) {
		this.terminal = terminal;
		this.columns = columns;
		this.readAt = System.nanoTime() - OLD_NANOS;
	}

	int columns() {
		if (System.nanoTime() - this.readAt >= OLD_NANOS) {
			this.readAt = System.nanoTime();
			this.columns = read(this.terminal, this.columns);
		}
		return this.columns;
	}

	private static int read(Path terminal, int known) {
		try {
			Process stty = new ProcessBuilder("stty", "size").redirectInput(terminal.toFile())
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
			try (var output = stty.getInputStream()) {
				if (stty.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
					Matcher size = SIZE.matcher(new String(output.readAllBytes(), StandardCharsets.US_ASCII));
					return size.matches() ? Integer.parseInt(size.group(1)) : known;
				}
			}
			stty.destroyForcibly();
			return known;
		}
		catch (IOException ex) {
			return known; // no such command here
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return known;
		}
	}

}
