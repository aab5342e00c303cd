package io.rushb.cli;

import java.util.List;
import java.util.Locale;

import io.rushb.check.CheckReport;
import io.rushb.check.ScenarioResult;
import io.rushb.check.ScenarioResult.Verdict;
import io.rushb.check.script.Finding;

/**
 * What a check came to, for programs.
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
			.put("scenarios", report.outcomes().stream().map(CheckJson::of).toList());
	}

	private static JsonLine of(ScenarioResult outcome) {
		JsonLine line = new JsonLine().put("name", outcome.scenario().name())
			.put("level", outcome.scenario().level().label())
			.put("rules", outcome.scenario().rules())
			.put("sentence", outcome.scenario().sentence())
			.put("verdict", outcome.verdict().name().toLowerCase(Locale.ROOT))
			.put("note", outcome.note())
			.put("seconds", outcome.seconds())
			.put("packets", outcome.ladder());
		Finding finding = outcome.finding();
		return (finding != null) ? line.put("finding", of(finding, outcome.errors())) : line;
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
