package io.rushb.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.rushb.check.CheckReport;
import io.rushb.check.ScenarioResult;
import io.rushb.check.ScenarioResult.Verdict;
import io.rushb.check.ladder.Ladder;
import io.rushb.check.script.Diagnosis;
import io.rushb.check.script.Finding;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * The result of a check as text: failures with their packets, and a table.
 */
final class CheckText {

	/** The width if the output goes to no terminal: any. */
	static final int ANY_WIDTH = Integer.MAX_VALUE;

	/** Text is at most as wide as a ladder. */
	private static final int MOST_FOR_WORDS = 96;

	/** Narrower terminals have a table of names and verdicts only. */
	private static final int WHOLE_TABLE = 68;

	/** The columns that a label may take on a narrow terminal. */
	private static final int LABEL_SHARE = 3;

	/** The indentation of further lines if the label takes more. */
	private static final int NARROW_INDENT = 4;

	/** More scenarios than these are counted, not named, before a note. */
	private static final int NAMED = 3;

	private final PrintWriter out;

	private final Ansi ansi;

	private final boolean trace;

	private final int columns;

	CheckText(PrintWriter out, Ansi ansi, boolean trace, int columns) {
		this.out = out;
		this.ansi = ansi;
		this.trace = trace;
		this.columns = columns;
	}

	void print(CheckReport report) {
		for (ScenarioResult result : report.results()) {
			if (result.finding() != null) {
				details(result, this.columns).forEach((line) -> this.out.println(styled(line)));
				this.out.println();
			}
			else if (this.trace) {
				this.out.println(result.scenario().name());
				result.ladder().forEach((line) -> fit(line, this.columns).forEach(this.out::println));
				this.out.println();
			}
		}
		table(report);
		summary(report);
	}

	/** All that is known of a scenario that failed, without colours. */
	static String details(ScenarioResult result) {
		return String.join("\n", details(result, ANY_WIDTH)) + "\n";
	}

	private static List<String> details(ScenarioResult result, int columns) {
		List<String> text = new ArrayList<>();
		text.add("FAILED " + result.scenario().name());
		text.addAll(wrapped("  ", result.scenario().sentence(), columns));
		text.add("");
		Finding finding = result.finding();
		if (finding == null) {
			text.addAll(wrapped("  ", result.note(), columns));
		}
		else {
			text.addAll(details(finding, columns));
		}
		if (!result.errors().isEmpty()) {
			text.addAll(wrapped("  ", "The server's last words on standard error:", columns));
			result.errors().forEach((line) -> text.add("    | " + Printable.of(line)));
		}
		return text;
	}

	private static List<String> details(Finding finding, int columns) {
		List<String> text = new ArrayList<>();
		finding.ladder().forEach((line) -> text.addAll(fit(line, columns)));
		Diagnosis diagnosis = finding.diagnosis();
		text.add("");
		text.addAll(wrapped("  Expected:     ", finding.expected(), columns));
		text.addAll(wrapped("  Came:         ", finding.came(), columns));
		text.addAll(
				wrapped("  Rule " + String.format("%-9s", diagnosis.rule() + ":"), diagnosis.ruleSentence(), columns));
		text.addAll(wrapped("  Usual cause:  ", diagnosis.cause(), columns));
		return text;
	}

	private static List<String> fit(String line, int columns) {
		return LadderFit.ladder(Printable.of(line), columns);
	}

	/** Lines of words, the others indented as the first where there is room. */
	private static List<String> wrapped(String label, String words, int columns) {
		int indent = (label.length() <= columns / LABEL_SHARE) ? label.length() : NARROW_INDENT;
		return LadderFit.words(label, " ".repeat(indent), Printable.of(words), Math.min(MOST_FOR_WORDS, columns));
	}

	private String styled(String line) {
		boolean marked = line.startsWith(Ladder.MARK) || line.startsWith("FAILED");
		return marked ? style(line, Style.bold, Style.fg_red) : line;
	}

	private void table(CheckReport report) {
		boolean whole = this.columns >= WHOLE_TABLE;
		this.out.printf(Locale.ROOT, "%-24s%s  %s%n", "scenario",
				whole ? String.format(Locale.ROOT, " %-7s %-12s %8s", "level", "rules", "seconds") : "", "verdict");
		for (ScenarioResult result : report.results()) {
			String more = whole ? String.format(Locale.ROOT, " %-7s %-12s %8.1f", result.scenario().level().label(),
					rules(result), result.seconds()) : "";
			this.out.printf(Locale.ROOT, "%-24s%s  %s%n", result.scenario().name(), more, verdict(result));
		}
		this.out.println();
	}

	private void summary(CheckReport report) {
		Map<String, List<String>> notes = new LinkedHashMap<>();
		report.results()
			.stream()
			.filter((result) -> !result.note().isEmpty())
			.forEach((result) -> notes.computeIfAbsent(result.note(), (note) -> new ArrayList<>())
				.add(result.scenario().name()));
		notes.forEach((note,
				names) -> words(((names.size() <= NAMED) ? String.join(", ", names) : names.size() + " scenarios")
						+ ": " + note + "."));
		report.notes().forEach(this::words);
		long failed = report.count(Verdict.FAILED);
		long skipped = report.count(Verdict.SKIPPED);
		words(String.format(Locale.ROOT, "%d of %d scenarios hold%s%s; %.1f s, round trip %.1f ms.",
				report.count(Verdict.HELD), report.results().size(), counted(failed, "does not", "do not"),
				counted(skipped, "was not played", "were not played"), report.seconds(),
				report.roundTripSeconds() * 1000));
	}

	private static String counted(long count, String one, String more) {
		return (count > 0) ? ", " + count + " " + ((count == 1) ? one : more) : "";
	}

	private void words(String text) {
		wrapped("", text, this.columns).forEach(this.out::println);
	}

	private static String rules(ScenarioResult result) {
		List<String> rules = result.scenario().rules();
		return (rules.size() <= 4) ? String.join(" ", rules) : String.join(" ", rules.subList(0, 3)) + " ...";
	}

	private String verdict(ScenarioResult result) {
		Finding finding = result.finding();
		return switch (result.verdict()) {
			case HELD -> style("holds", Style.fg_green);
			case FAILED ->
				style("FAILED", Style.bold, Style.fg_red) + ((finding != null) ? " " + finding.diagnosis().rule() : "");
			case SKIPPED -> "not played";
		};
	}

	/**
	 * Ends with a reset, because picocli's code for the end of bold means a double
	 * underline on many terminals.
	 */
	private String style(String text, Style... styles) {
		return this.ansi.enabled() ? Style.on(styles) + text + Style.reset.on() : text;
	}

}
