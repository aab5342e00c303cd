package io.rushb.cli;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.rushb.client.Descriptors;
import io.rushb.client.DirectoryUri;
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
			description = "Where to: a file; a directory, which is made if there is a / at its end; or - for standard output;"
					+ " with -r, the directory that the files go into."
					+ " Default: the last part of the name, in the current directory.")
	private @Nullable String output;

	@Option(names = { "-f", "--force" },
			description = "With -o -, write to a terminal what is no text. Default: refuse it.")
	private boolean force;

	/** Standard output; not {@link System#out}, which ignores failures. */
	OutputStream standardOutput() {
		OutputStream output = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
		return (ErrorOutput.isOutputTerminal() && !this.force) ? new TerminalStream(output) : output;
	}

	/**
	 * Whether the bytes go to standard output, under any name, so that nothing else may
	 * go there.
	 */
	boolean isStandardOutput() {
		return STANDARD_OUTPUT.equals(this.output)
				|| (this.output != null && Descriptors.isStandardOutput(path(this.output)));
	}

	/** Whether the target was written as a directory, so that it may be created. */
	boolean isDirectory() {
		return this.output != null && (this.output.endsWith("/") || this.output.endsWith(File.separator));
	}

	/** Where each resource goes, in the order of the URIs. */
	List<Target> targets(List<RushbUri> uris) {
		List<Target> targets = new ArrayList<>();
		Set<Path> distinct = new HashSet<>();
		boolean standardOutput = isStandardOutput();
		for (RushbUri uri : uris) {
			Path file = standardOutput ? null : file(uri);
			targets.add(new Target(uri, file));
			if (file != null && !distinct.add(file.toAbsolutePath().normalize())) {
				throw new ParameterException(this.spec.commandLine(),
						"more than one URI would be written to " + file + ": fetch them one by one with -o");
			}
		}
		return targets;
	}

	/** Where each tree goes, in the order of the URIs. */
	List<TreePlace> trees(List<DirectoryUri> uris) {
		if (isStandardOutput() || (this.output != null && uris.size() > 1)) {
			throw new ParameterException(this.spec.commandLine(),
					"with -r, -o names the directory that one tree goes into");
		}
		List<TreePlace> places = new ArrayList<>();
		Set<Path> distinct = new HashSet<>();
		for (DirectoryUri uri : uris) {
			String name = uri.path().substring(uri.path().lastIndexOf('/') + 1);
			boolean nameless = name.isEmpty() || name.equals(".") || name.equals("..");
			if (this.output == null && nameless) {
				throw new ParameterException(this.spec.commandLine(),
						uri + " has no name of its own: say with -o where its files go");
			}
			Path directory = path((this.output != null) ? this.output : name);
			places.add(new TreePlace(uri, directory));
			if (!distinct.add(directory.toAbsolutePath().normalize())) {
				throw new ParameterException(this.spec.commandLine(),
						"more than one URI would be written to " + directory + ": fetch them one by one with -o");
			}
		}
		return places;
	}

	private Path file(RushbUri uri) {
		String wanted = (this.output != null) ? this.output : "";
		Path path = path(wanted);
		if (this.output != null && !isDirectory() && !Files.isDirectory(path)) {
			return path;
		}
		String name = uri.fileName();
		if (name.isEmpty() || name.equals(".") || name.equals("..")) {
			throw new ParameterException(this.spec.commandLine(),
					uri + " has no file name: give one with -o; a directory is fetched with -r");
		}
		return path.resolve(path(name));
	}

	private Path path(String text) {
		if (text.isEmpty() && this.output != null) {
			throw new ParameterException(this.spec.commandLine(), "-o has no name: give one, or leave it out");
		}
		try {
			return Path.of(text);
		}
		catch (InvalidPathException ex) {
			throw new ParameterException(this.spec.commandLine(), "no file can be called '" + text
					+ "' here: give another name with -o, or run with a UTF-8 locale, as LC_ALL=C.UTF-8", ex);
		}
	}

}
