package io.rushb.cli;

import java.util.List;
import java.util.Locale;

import io.rushb.check.CheckReport;
import io.rushb.check.ScenarioResult;
import io.rushb.check.ScenarioResult.Verdict;
import io.rushb.check.script.Finding;

/**
 * The result of a check as JSON.
 */
final class CheckJson {

	private CheckJson() {
	}

	static JsonLine of(CheckReport report) {
		return new JsonLine().put("ok", report.allHold())
			.put("held", report.count(Verdict.HELD))
			.put("failed", report.count(Verdict.FAILED))
			.put("skipped", report.count(Verdict.SKIPPED))
			.put("seconds", report.seconds())
			.put("round_trip_seconds", report.roundTripSeconds())
			.put("notes", report.notes())
			.put("scenarios", report.results().stream().map(CheckJson::of).toList());
	}

	private static JsonLine of(ScenarioResult result) {
		JsonLine line = new JsonLine().put("name", result.scenario().name())
			.put("level", result.scenario().level().label())
			.put("rules", result.scenario().rules())
			.put("sentence", result.scenario().sentence())
			.put("verdict", result.verdict().name().toLowerCase(Locale.ROOT))
			.put("note", result.note())
			.put("seconds", result.seconds())
			.put("packets", result.ladder());
		Finding finding = result.finding();
		return (finding != null) ? line.put("finding", of(finding, result.errors())) : line;
	}

	private static JsonLine of(Finding finding, List<String> errors) {
		return new JsonLine().put("class", finding.diagnosis().name().toLowerCase(Locale.ROOT))
			.put("rule", finding.diagnosis().rule())
			.put("rule_sentence", finding.diagnosis().ruleSentence())
			.put("cause", finding.diagnosis().cause())
			.put("expected", finding.expected())
			.put("came", finding.came())
			.put("ladder", finding.ladder())
			.put("server_errors", errors);
	}

}
