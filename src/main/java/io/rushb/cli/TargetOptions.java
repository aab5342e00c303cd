package io.rushb.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.rushb.client.RushbUri;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The option that says where fetched files go.
 */
final class TargetOptions {

	private static final String STANDARD_OUTPUT = "-";

	@Spec(Spec.Target.MIXEE)
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Option(names = { "-o", "--output" }, paramLabel = "FILE",
			description = "Where to: a file, a directory (with a / at its end if need be), or - for standard output."
					+ " Default: the last part of the name, in the current directory.")
	private @Nullable String output;

	/** Whether the bytes go to standard output, so that nothing else may go there. */
	boolean isStandardOutput() {
		return STANDARD_OUTPUT.equals(this.output);
	}

	/** Where each resource goes, in the order of the URIs. */
	List<Target> targets(List<RushbUri> uris) {
		List<Target> targets = new ArrayList<>();
		Set<Path> distinct = new HashSet<>();
		for (RushbUri uri : uris) {
			Path file = isStandardOutput() ? null : file(uri);
			targets.add(new Target(uri, file));
			if (file != null && !distinct.add(file.toAbsolutePath().normalize())) {
				throw new ParameterException(this.spec.commandLine(),
						"more than one URI would be written to " + file + ": fetch them one by one with -o");
			}
		}
		return targets;
	}

	private Path file(RushbUri uri) {
		String wanted = (this.output != null) ? this.output : "";
		Path path = path(wanted);
		boolean directory = wanted.endsWith("/") || wanted.endsWith(File.separator) || Files.isDirectory(path);
		if (this.output != null && !directory) {
			return path;
		}
		String name = uri.fileName();
		if (name.isEmpty() || name.equals(".") || name.equals("..")) {
			throw new ParameterException(this.spec.commandLine(), uri + " has no file name: give one with -o");
		}
		return path.resolve(path(name));
	}

	private Path path(String text) {
		try {
			return Path.of(text);
		}
		catch (InvalidPathException ex) {
			throw new ParameterException(this.spec.commandLine(), "no file can be called '" + text
					+ "' here: give another name with -o, or run with a UTF-8 locale, as LC_ALL=C.UTF-8", ex);
		}
	}

}
