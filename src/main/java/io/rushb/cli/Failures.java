package io.rushb.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Prints why a command cannot do its work, and chooses the exit code.
 */
final class Failures {

	private Failures() {
	}

	/** The command line is wrong: what is wrong, and where to read more. */
	static int wrongUsage(ParameterException failure, String... args) {
		CommandLine line = failure.getCommandLine();
		PrintWriter err = line.getErr();
		ParameterException first = first(failure);
		err.println("rushb: " + Printable.of(first.getMessage()));
		UnmatchedArgumentException.printSuggestions(first, err);
		err.println("try '" + line.getCommandSpec().qualifiedName() + " --help'");
		err.flush();
		return ExitCode.USAGE.value();
	}

	/**
	 * A misspelt option is reported before a missing one: it may be the one that is
	 * missing.
	 */
	private static ParameterException first(ParameterException failure) {
		CommandLine line = failure.getCommandLine();
		List<String> unknown = line.getUnmatchedArguments();
		return (failure instanceof MissingParameterException && !unknown.isEmpty())
				? new UnmatchedArgumentException(line, unknown) : failure;
	}

	/**
	 * Unexpected exceptions: they have an exit code of their own, so that scripts do not
	 * confuse them with others.
	 */
	static int defect(Exception failure, CommandLine line, ParseResult parsed) {
		return defect(failure, line.getErr());
	}

	static int defect(Throwable failure, PrintWriter err) {
		err.println("rushb: this should not happen; please report it:");
		StringWriter trace = new StringWriter();
		failure.printStackTrace(new PrintWriter(trace));
		trace.toString().lines().forEach((line) -> err.println(Printable.of(line).replace("\\u0009", "\t")));
		err.flush();
		return ExitCode.DEFECT.value();
	}

}
