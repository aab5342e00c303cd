package io.rushb.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * Finds whether standard error, where progress is shown, or standard output is a
 * terminal. Java does not tell: {@link System#console()} depends on standard input and
 * output together.
 */
final class ErrorOutput {

	private static final Path DESCRIPTOR = Path.of("/proc/self/fd/2");

	private static final Path OUTPUT = Path.of("/proc/self/fd/1");

	private static final Pattern TERMINAL = Pattern.compile("/dev/(pts/\\d+|tty.*|console|hvc\\d+)");

	/** The usual width of terminals. */
	private static final int COLUMNS = 80;

	private ErrorOutput() {
	}

	static boolean isTerminal() {
		return isTerminal(DESCRIPTOR);
	}

	/** The same of standard output. */
	static boolean isOutputTerminal() {
		return isTerminal(OUTPUT);
	}

	/**
	 * Whether standard output may be coloured: a terminal that can, and a user who wants.
	 */
	static boolean isOutputColoured() {
		return isOutputTerminal() && !"dumb".equals(System.getenv("TERM")) && Ansi.AUTO.enabled();
	}

	/** How many columns standard error has: any number where it is no terminal. */
	static int columns() {
		return isTerminal() ? new TerminalWidth(TerminalWidth.ERROR, COLUMNS).columns() : Integer.MAX_VALUE;
	}

	/** The same of standard output. */
	static int outputColumns() {
		return isOutputTerminal() ? new TerminalWidth(TerminalWidth.OUTPUT, COLUMNS).columns() : Integer.MAX_VALUE;
	}

	private static boolean isTerminal(Path descriptor) {
		try {
			return isTerminal(Files.readSymbolicLink(descriptor).toString());
		}
		catch (IOException | UnsupportedOperationException ex) {
			return isTerminal(System.console());
		}
	}

	/** Whether this, as Linux shows what a descriptor leads to, is a terminal. */
	static boolean isTerminal(String target) {
		return TERMINAL.matcher(target).matches();
	}

	/** From Java 22 on there is a console even where there is no terminal. */
	private static boolean isTerminal(@Nullable Console console) {
		try {
			return console != null && (boolean) Console.class.getMethod("isTerminal").invoke(console);
		}
		catch (NoSuchMethodException ex) {
			return true;
		}
		catch (ReflectiveOperationException ex) {
			return false;
		}
	}

}
