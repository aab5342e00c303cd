package io.rushb.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The first word of a command line, where it is no command: what may have been meant.
 */
final class FirstWord {

	private static final List<String> VERSIONS = List.of("version", "-version");

	private FirstWord() {
	}

	/** The arguments as they were meant, where that is plain. */
	static String[] understood(String... args) {
		boolean version = args.length == 1 && VERSIONS.contains(args[0]);
		return version ? new String[] { "--version" } : args;
	}

	/** What is wrong with the first word; {@code null} if nothing is. */
	static @Nullable ParameterException complaint(CommandLine line, String... args) {
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
		return new UnmatchedArgumentException(line, List.of(word));
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
