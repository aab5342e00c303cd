package io.rushb.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Prints a script with which a shell completes the commands. Shells complete programs by
 * their names, so the script is for {@code rushb}, however this program was called.
 */
@Command(name = "generate-completion", mixinStandardHelpOptions = true, versionProvider = VersionProvider.class,
		description = { "Prints a script for bash and zsh that completes the commands of rushb.",
				"Have it read by the shell:", "  source <(${ROOT-COMMAND-NAME} generate-completion)" },
		synopsisHeading = "%nUsage: ", optionListHeading = "%nOptions:%n")
final class CompletionCommand implements Runnable {

	private static final String NAME = "rushb";

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Override
	public void run() {
		this.spec.commandLine().getOut().print(AutoComplete.bash(NAME, RushbCommand.commandLine(NAME)));
		this.spec.commandLine().getOut().print(System.lineSeparator());
	}

}
