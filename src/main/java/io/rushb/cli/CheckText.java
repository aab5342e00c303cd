package io.rushb.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

import io.rushb.check.CheckReport;
import io.rushb.check.ScenarioResult;
import io.rushb.check.ScenarioResult.Verdict;
import io.rushb.check.ladder.Ladder;
import io.rushb.check.script.Diagnosis;
import io.rushb.check.script.Finding;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * What a check came to, for a person: what failed with its packets, and a table.
 */
final class CheckText {

	/** As wide as a ladder. */
	private static final int COLUMNS = 96;

	private final PrintWriter out;

	private final Ansi ansi;

	private final boolean trace;

	CheckText(PrintWriter out, Ansi ansi, boolean trace) {
		this.out = out;
		this.ansi = ansi;
		this.trace = trace;
	}

	void print(CheckReport report) {
		for (ScenarioResult result : report.results()) {
			if (result.finding() != null) {
				details(result).lines().forEach((line) -> this.out.println(styled(line)));
				this.out.println();
			}
			else if (this.trace) {
				this.out.println(result.scenario().name());
				result.ladder().forEach((line) -> this.out.println(Printable.of(line)));
				this.out.println();
			}
		}
		table(report);
	}

	/** All that is known of a scenario that failed, without colours. */
	static String details(ScenarioResult result) {
		StringBuilder text = new StringBuilder();
		text.append("FAILED ").append(result.scenario().name()).append('\n');
		text.append(wrapped("  ", result.scenario().sentence())).append('\n');
		Finding finding = result.finding();
		if (finding == null) {
			return text.append("  ").append(Printable.of(result.note())).append('\n').toString();
		}
		List<String> ladder = finding.ladder();
		ladder.forEach((line) -> text.append(Printable.of(line)).append('\n'));
		Diagnosis diagnosis = finding.diagnosis();
		text.append('\n').append(wrapped("  Expected:     ", finding.expected()));
		text.append(wrapped("  Came:         ", Printable.of(finding.came())));
		text.append(wrapped("  Rule " + String.format("%-9s", diagnosis.rule() + ":"), diagnosis.ruleSentence()));
		text.append(wrapped("  Usual cause:  ", diagnosis.cause()));
		if (!result.errors().isEmpty()) {
			text.append("  The server's last words on standard error:\n");
			result.errors().forEach((line) -> text.append("    | ").append(Printable.of(line)).append('\n'));
		}
		return text.toString();
	}

	/** Lines of words, the others indented as the first. */
	private static String wrapped(String label, String words) {
		StringBuilder text = new StringBuilder(label);
		int column = label.length();
		for (String word : words.split(" ")) {
			if (column > label.length() && column + word.length() > COLUMNS) {
				text.append('\n').append(" ".repeat(label.length()));
				column = label.length();
			}
			String gap = (column > label.length()) ? " " : "";
			text.append(gap).append(word);
			column += gap.length() + word.length();
		}
		return text.append('\n').toString();
	}

	private String styled(String line) {
		boolean marked = line.startsWith(Ladder.MARK) || line.startsWith("FAILED");
		return marked ? style(line, Style.bold, Style.fg_red) : line;
	}

	private void table(CheckReport report) {
		this.out.printf(Locale.ROOT, "%-24s %-7s %-12s %8s  %s%n", "scenario", "level", "rules", "seconds", "verdict");
		for (ScenarioResult result : report.results()) {
			this.out.printf(Locale.ROOT, "%-24s %-7s %-12s %8.1f  %s%n", result.scenario().name(),
					result.scenario().level().label(), rules(result), result.seconds(), verdict(result));
		}
		this.out.println();
		report.notes().forEach((note) -> this.out.println(Printable.of(note)));
		long failed = report.count(Verdict.FAILED);
		long skipped = report.count(Verdict.SKIPPED);
		this.out.printf(Locale.ROOT, "%d of %d scenarios hold%s%s; %.1f s, round trip %.1f ms.%n",
				report.count(Verdict.HELD), report.results().size(), (failed > 0) ? ", " + failed + " do not" : "",
				(skipped > 0) ? ", " + skipped + " were not played" : "", report.seconds(),
				report.roundTripSeconds() * 1000);
	}

	private static String rules(ScenarioResult result) {
		List<String> rules = result.scenario().rules();
		return (rules.size() <= 4) ? String.join(" ", rules) : String.join(" ", rules.subList(0, 3)) + " ...";
	}

	private String verdict(ScenarioResult result) {
		String word = switch (result.verdict()) {
			case HELD -> style("holds", Style.fg_green);
			case FAILED -> style("FAILED", Style.bold, Style.fg_red);
			case SKIPPED -> "not played";
		};
		Finding finding = result.finding();
		String why = (finding != null) ? " " + finding.diagnosis().rule() : "";
		return word + why + (result.note().isEmpty() ? "" : ": " + Printable.of(result.note()));
	}

	private String style(String text, Style... styles) {
		return this.ansi.enabled() ? Style.on(styles) + text + Style.off(styles) : text;
	}

}
