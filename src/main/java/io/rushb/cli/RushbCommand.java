package io.rushb.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * The client's command line: {@code rushb get}, {@code check}, {@code relay},
 * {@code bench}. Everything else starts the service.
 */
@Command(name = "rushb", mixinStandardHelpOptions = true, versionProvider = VersionProvider.class,
		exitCodeOnExecutionException = 70,
		description = { "Serves and fetches files by RUSHB, a small HTTP-like protocol over UDP.", "",
				"Without a command the service's jar serves the current directory; its options are properties,"
						+ " as in @|bold java -jar rushb.jar --rushb.server.port=3201|@." },
		synopsisHeading = "%nUsage: ", descriptionHeading = "%n", optionListHeading = "%nOptions:%n",
		commandListHeading = "%nCommands:%n",
		subcommands = { GetCommand.class, ListCommand.class, CheckCommand.class, RelayCommand.class, BenchCommand.class,
				CompletionCommand.class, CommandLine.HelpCommand.class },
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:done", "1:not available, or an option refused", "2:wrong usage", "3:timed out",
				"4:damaged, or the file changes meanwhile", "5:local file, or a port that cannot be bound",
				"6:no such host", "7:nothing listens there, or no route to it", "8:larger than allowed",
				"70:a defect of rushb", "130:interrupted by Ctrl-C", "143:ended by SIGTERM" })
public final class RushbCommand implements Runnable {

	private static final List<String> FLAGS = List.of("--help", "-h", "--version", "-V");

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	RushbCommand() {
	}

	/**
	 * Returns whether a command line is for the client: it begins with a command, or asks
	 * for help or version. The service takes only options.
	 * @param args the command line
	 * @return whether {@link #run} handles it
	 */
	public static boolean isClientCommand(String... args) {
		return args.length > 0 && (FLAGS.contains(args[0]) || !args[0].startsWith("-"));
	}

	/**
	 * The client's own program, without the service.
	 * @param args the command line
	 */
	public static void main(String[] args) {
		System.exit(run(args));
	}

	/**
	 * Runs a command to its end.
	 * @param args the command line
	 * @return the exit code: 0 to 5, 70 or 130, as its help tells
	 */
	public static int run(String... args) {
		CommandLine line = commandLine();
		StandardStreams.use(line);
		return run(line, args);
	}

	/**
	 * Runs a command to its end, as {@link #run} does, unless it is {@code serve}: that
	 * one is left to the caller, since the command line knows nothing of the service.
	 * @param args the command line
	 * @return the options that the service is to be started with, or the exit code
	 */
	public static Invocation runOrServe(String... args) {
		List<String> options = new ArrayList<>();
		ServeCommand serve = new ServeCommand(options);
		CommandLine line = commandLine();
		line.addSubcommand(serve);
		configure(line);
		StandardStreams.use(line);
		int code = run(line, args);
		return new Invocation(code, serve.isCalled() ? List.copyOf(options) : null);
	}

	/**
	 * The result of a command line.
	 *
	 * @param exitCode the exit code of a command that is over
	 * @param service the options that the service is to be started with; {@code null} if
	 * it is not
	 */
	public record Invocation(int exitCode, @Nullable List<String> service) {
	}

	static int run(CommandLine line, String... args) {
		try {
			ParameterException complaint = FirstWord.complaint(line, FirstWord.understood(args));
			int code = (complaint != null) ? Failures.wrongUsage(complaint, args)
					: line.execute(FirstWord.understood(args));
			return StandardStreams.checked(line, code);
		}
		catch (Error ex) { // picocli does not catch it, and code 1 means something else
			return Failures.defect(ex, line.getErr());
		}
	}

	static CommandLine commandLine() {
		return commandLine(Program.name());
	}

	static CommandLine commandLine(String program) {
		CommandLine line = new CommandLine(new RushbCommand());
		line.setCommandName(program);
		configure(line);
		return line;
	}

	/** Configures the commands that are there already; later ones are not affected. */
	private static void configure(CommandLine line) {
		line.setCaseInsensitiveEnumValuesAllowed(true);
		line.setExpandAtFiles(false);
		line.registerConverter(Integer.class, RushbCommand::number);
		line.registerConverter(int.class, RushbCommand::number);
		line.registerConverter(Long.class, (text) -> number(text, Long::valueOf));
		line.setUsageHelpAutoWidth(true);
		line.setParameterExceptionHandler(Failures::wrongUsage);
		line.setExecutionExceptionHandler(Failures::defect);
	}

	private static Integer number(String text) {
		return number(text, Integer::valueOf);
	}

	private static <T extends Number> T number(String text, Function<String, T> converter) {
		try {
			return converter.apply(text);
		}
		catch (NumberFormatException ex) {
			throw new TypeConversionException("'" + text + "' is no whole number");
		}
	}

	@Override
	public void run() {
		this.spec.commandLine().usage(this.spec.commandLine().getOut());
	}

}
