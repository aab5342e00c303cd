package io.rushb.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Finds what may have been meant by a first word that is no command.
 */
final class FirstWord {

	private static final List<String> VERSIONS = List.of("version", "-version");

	private FirstWord() {
	}

	/** The arguments as they were meant, if that is clear. */
	static String[] understood(String... args) {
		boolean version = args.length == 1 && VERSIONS.contains(args[0]);
		return version ? new String[] { "--version" } : args;
	}

	/** What is wrong with the first word; {@code null} if nothing is. */
	static @Nullable ParameterException complaint(CommandLine line, String... args) {
		if (args.length > 1 && args[0].equals("help") && !args[1].startsWith("-")
				&& !line.getSubcommands().containsKey(args[1])) {
			return unknown(line, args[1]);
		}
		if (args.length == 0 || args[0].startsWith("-") || line.getSubcommands().containsKey(args[0])) {
			return null;
		}
		String word = args[0];
		String program = line.getCommandName();
		if (word.toLowerCase(Locale.ROOT).startsWith("rushb://")) {
			return new ParameterException(line, "to fetch a file, write: " + program + " get " + word);
		}
		if (word.equals("serve")) {
			return new ParameterException(line, "this is the client, which does not serve: the service's jar does");
		}
		if (isDirectory(word)) {
			boolean serves = line.getSubcommands().containsKey("serve");
			return new ParameterException(line, "to serve a directory, write: "
					+ (serves ? program + " serve " + word : "serve " + word + ", with the service's jar"));
		}
		return unknown(line, word);
	}

	/** There is no such command: which one is nearly called so. */
	private static ParameterException unknown(CommandLine line, String word) {
		String near = line.getCommandSpec()
			.subcommands()
			.keySet()
			.stream()
			.filter((command) -> isNear(command, word.toLowerCase(Locale.ROOT)))
			.map((command) -> line.getCommandName() + " " + command)
			.collect(Collectors.joining(" or "));
		return new ParameterException(line,
				"there is no command '" + word + "'" + (near.isEmpty() ? "" : ": did you mean " + near + "?"));
	}

	/**
	 * Whether one becomes the other by one typing error: a letter too many, too few,
	 * wrong, or two letters in the wrong order. More errors would find commands that
	 * nobody meant.
	 */
	private static boolean isNear(String command, String word) {
		int same = 0;
		while (same < Math.min(command.length(), word.length()) && command.charAt(same) == word.charAt(same)) {
			same++;
		}
		String left = command.substring(same);
		String right = word.substring(same);
		boolean swapped = left.length() > 1 && right.length() > 1 && left.charAt(0) == right.charAt(1)
				&& left.charAt(1) == right.charAt(0) && left.substring(2).equals(right.substring(2));
		return swapped || behind(left).equals(right) || left.equals(behind(right))
				|| behind(left).equals(behind(right));
	}

	private static String behind(String text) {
		return text.isEmpty() ? text : text.substring(1);
	}

	private static boolean isDirectory(String word) {
		try {
			return Files.isDirectory(Path.of(word));
		}
		catch (InvalidPathException ex) {
			return false;
		}
	}

}
