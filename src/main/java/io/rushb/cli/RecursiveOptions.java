package io.rushb.cli;

import io.rushb.client.TreeOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The options for fetching whole directories.
 */
final class RecursiveOptions {

	@Spec(Spec.Target.MIXEE)
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	private int depth = TreeOptions.DEFAULT_DEPTH;

	private int entries = TreeOptions.DEFAULT_ENTRIES;

	@Option(names = { "-r", "--recursive" },
			description = "Fetch directories: all their files and those of the directories below, many at a time, into"
					+ " the directory that -o names, else into one of the same name in the current directory. The"
					+ " server has to list them (rushb.files.listing). Files get the server's modification times; with"
					+ " -c, what is there with the same size and time is skipped. Nothing is written outside of the"
					+ " directory, and what fails does not stop the rest.")
	private boolean wanted;

	@Option(names = "--max-depth", paramLabel = "N", defaultValue = "" + TreeOptions.DEFAULT_DEPTH,
			description = "With -r, at most this many directories deep; 0 for the first one's files only."
					+ " Default: ${DEFAULT-VALUE}.")
	private void depth(int most) {
		if (most < 0) {
			throw new ParameterException(this.spec.commandLine(), "--max-depth must be 0 or more: " + most);
		}
		this.depth = most;
	}

	@Option(names = "--max-entries", paramLabel = "N", defaultValue = "" + TreeOptions.DEFAULT_ENTRIES,
			description = "With -r, at most this many files and directories. Default: ${DEFAULT-VALUE}.")
	private void entries(int most) {
		if (most < 1) {
			throw new ParameterException(this.spec.commandLine(), "--max-entries must be 1 or more: " + most);
		}
		this.entries = most;
	}

	/** Whether the URIs are directories. */
	boolean isWanted() {
		return this.wanted;
	}

	/**
	 * The options of the fetch of each tree.
	 * @param goOn whether existing files are skipped
	 * @param excludes an option that was given and excludes this one; {@code null} for
	 * none
	 */
	TreeOptions tree(boolean goOn, @Nullable String excludes) {
		if (excludes != null) {
			throw new ParameterException(this.spec.commandLine(), "-r does not go with " + excludes);
		}
		return TreeOptions.DEFAULTS.goOn(goOn).maxDepth(this.depth).maxEntries(this.entries);
	}

}
