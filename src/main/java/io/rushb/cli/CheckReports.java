package io.rushb.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
 * Where a check's report goes, and in which forms.
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

	/** Finds before the check what would spoil it after. */
	void prepare(CommandSpec spec, List<Scenario> scenarios) throws IOException {
		try {
			if (this.pointsFile != null) {
				this.points = Points.read(this.pointsFile);
			}
		}
		catch (IOException | IllegalArgumentException ex) {
			throw new ParameterException(spec.commandLine(), "--points " + this.pointsFile + ": " + ex.getMessage(),
					ex);
		}
		for (@Nullable
		Path file : new @Nullable Path[] { this.junit, this.gradescope }) {
			Path parent = (file != null) ? file.toAbsolutePath().getParent() : null;
			if (parent != null && (!Files.isDirectory(parent) || Files.isDirectory(file))) {
				throw new ParameterException(spec.commandLine(),
						"cannot write " + file + ": there is no such directory");
			}
		}
	}

	void write(CheckReport report, PrintWriter out, Ansi ansi) throws IOException {
		if (this.json) {
			out.println(CheckJson.of(report));
		}
		else {
			new CheckText(out, ansi, this.trace).print(report);
		}
		out.flush();
		writeFiles(report);
	}

	/** Graders want their files in any case. */
	void writeNoServer(List<Scenario> scenarios, String why) throws IOException {
		List<ScenarioResult> results = scenarios.stream()
			.map((scenario) -> new ScenarioResult(scenario, Verdict.FAILED, null, why, 0, List.of(), List.of()))
			.toList();
		writeFiles(new CheckReport(results, List.of(why), 0, 0));
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
