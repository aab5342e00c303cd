package io.rushb.cli;

import io.rushb.check.CheckReport;
import io.rushb.check.ScenarioResult;
import io.rushb.check.ScenarioResult.Verdict;

/**
 * The {@code results.json} of Gradescope's autograders ("Autograder Specifications",
 * sections "Output format", "Test case status", "Output String Formatting" and
 * "Controlling Test Case Visibility"). The total is left to Gradescope: a score of the
 * whole would override those of the tests.
 */
final class GradescopeFile {

	private GradescopeFile() {
	}

	static JsonLine of(CheckReport report, Points points) {
		return new JsonLine().put("execution_time", Math.round(report.seconds()))
			.put("output", String.join("\n", report.notes()))
			.put("output_format", "text")
			.put("visibility", "visible")
			.put("tests", report.results().stream().map((result) -> test(result, points)).toList());
	}

	/** A scenario that was not played has no points, so it costs none. */
	private static JsonLine test(ScenarioResult result, Points points) {
		boolean failed = result.verdict() == Verdict.FAILED;
		double worth = (result.verdict() == Verdict.SKIPPED) ? 0 : points.of(result.scenario());
		String text = failed ? CheckText.details(result)
				: result.scenario().sentence() + (result.note().isEmpty() ? "" : "\n" + result.note());
		return new JsonLine().put("name", result.scenario().name())
			.put("score", failed ? 0 : worth)
			.put("max_score", worth)
			.put("status", failed ? "failed" : "passed")
			.put("tags", result.scenario().rules())
			.put("output", text)
			.put("output_format", "text")
			.put("visibility", "visible");
	}

}
