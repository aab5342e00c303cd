package io.rushb.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import javax.xml.stream.XMLStreamException;

import io.rushb.check.CheckReport;
import io.rushb.check.ScenarioResult;
import io.rushb.check.ScenarioResult.Verdict;
import io.rushb.check.scenario.Scenario;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * Writes a check's report in the forms that were asked for.
 */
final class CheckReports {

	@Option(names = "--trace", description = "Show the packets of all scenarios, not only of those that fail.")
	private boolean trace;

	@Option(names = "--json", description = "Print everything as one line of JSON in place of text.")
	private boolean json;

	@Option(names = "--junit", paramLabel = "FILE", description = "Write a JUnit report, which CI systems read.")
	private @Nullable Path junit;

	@Option(names = "--gradescope", paramLabel = "FILE", description = "Write a results.json for Gradescope.")
	private @Nullable Path gradescope;

	@Option(names = "--points", paramLabel = "FILE",
			description = "The points of each scenario for --gradescope: lines 'name = points'; who is not there has 0."
					+ " Default: 1 for each.")
	private @Nullable Path pointsFile;

	private Points points = Points.ONE_EACH;

	/** Finds errors before the check that would make it useless afterwards. */
	void prepare(CommandSpec spec) {
		if (this.pointsFile != null && this.gradescope == null) {
			throw new ParameterException(spec.commandLine(), "--points goes with --gradescope");
		}
		try {
			if (this.pointsFile != null) {
				this.points = Points.read(this.pointsFile);
			}
		}
		catch (IOException ex) {
			throw new ParameterException(spec.commandLine(), "cannot read --points " + this.pointsFile + reason(ex),
					ex);
		}
		catch (IllegalArgumentException ex) {
			throw new ParameterException(spec.commandLine(), "--points " + this.pointsFile + ": " + ex.getMessage(),
					ex);
		}
		for (@Nullable
		Path file : new @Nullable Path[] { this.junit, this.gradescope }) {
			if (file != null) {
				tryToWrite(spec, file);
			}
		}
	}

	/** An existing file is kept until there is something to write. */
	private static void tryToWrite(CommandSpec spec, Path file) {
		boolean isNew = Files.notExists(file);
		try {
			Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
			if (isNew) {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException ex) {
			throw new ParameterException(spec.commandLine(), complaint(file, ex), ex);
		}
	}

	/** Says that a file cannot be written, and why. */
	static String complaint(Path file, IOException why) {
		return "cannot write " + file + (Files.isDirectory(file) ? ": it is a directory" : reason(why));
	}

	/** Why a file cannot be written, with a colon before it. */
	static String reason(IOException why) {
		if (why.getCause() instanceof XMLStreamException xml && xml.getCause() instanceof IOException first) {
			return reason(first);
		}
		if (why instanceof NoSuchFileException) {
			return ": there is no such file or directory";
		}
		if (why instanceof AccessDeniedException) {
			return ": this user may not";
		}
		String words = (why instanceof FileSystemException system) ? system.getReason() : why.getMessage();
		return ": " + ((words != null) ? words : why.toString());
	}

	void write(CheckReport report, PrintWriter out, Ansi ansi, int columns) throws IOException {
		if (this.json) {
			out.println(CheckJson.of(report));
		}
		else {
			new CheckText(out, ansi, this.trace, columns).print(report);
		}
		out.flush();
		writeFiles(report);
	}

	/**
	 * Reports that the check could not run, and why: programs and graders need a result
	 * in any case.
	 */
	void writeNone(List<Scenario> scenarios, String why, List<String> errors, PrintWriter out) throws IOException {
		List<ScenarioResult> results = scenarios.stream()
			.map((scenario) -> new ScenarioResult(scenario, Verdict.FAILED, null, why, 0, List.of(), errors))
			.toList();
		List<String> notes = new ArrayList<>(List.of(why));
		errors.stream().map((line) -> "  " + Printable.of(line)).forEach(notes::add);
		CheckReport report = new CheckReport(results, notes, 0, 0);
		if (this.json) {
			out.println(CheckJson.of(report));
		}
		writeFiles(report);
	}

	private void writeFiles(CheckReport report) throws IOException {
		if (this.junit != null) {
			JUnitFile.write(report, this.junit);
		}
		if (this.gradescope != null) {
			Files.writeString(this.gradescope, GradescopeFile.of(report, this.points) + "\n");
		}
	}

}
