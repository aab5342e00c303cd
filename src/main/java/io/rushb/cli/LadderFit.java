package io.rushb.cli;

import java.util.ArrayList;
import java.util.List;

import io.rushb.check.ladder.Ladder;

/**
 * Fits the lines of a ladder, and words, into the columns of a terminal: a line that the
 * terminal itself breaks is hard to read.
 */
final class LadderFit {

	private static final int SHORTEST_ARROW = 4;

	/** The columns of mark and time; continuation lines are indented by as much. */
	private static final int TIME = 17;

	/** Unless that took more than this part of the terminal. */
	private static final int SHARES = 3;

	/** The indentation of continuation lines: a little more than the mark. */
	private static final String FURTHER_IN = "  ";

	/**
	 * On narrower terminals lines are left to the terminal, because there is no room for
	 * words.
	 */
	private static final int NARROWEST = 20;

	private LadderFit() {
	}

	/** The line with a shorter arrow, or in several lines that have the same mark. */
	static List<String> ladder(String line, int columns) {
		String shorter = withShorterArrow(line, Columns.of(line) - columns);
		if (Columns.of(shorter) <= columns || columns < NARROWEST) {
			return List.of(shorter);
		}
		String mark = shorter.startsWith(Ladder.MARK) ? Ladder.MARK : " ".repeat(Ladder.MARK.length());
		if (columns >= SHARES * TIME && shorter.length() > TIME) {
			return words(shorter.substring(0, TIME), mark + " ".repeat(TIME - mark.length()),
					shorter.substring(TIME).strip(), columns);
		}
		return words(mark, mark + FURTHER_IN, shorter.substring(mark.length()).strip().replaceAll(" +", " "), columns);
	}

	/** Words in lines, the first after a label, the others indented as said. */
	static List<String> words(String label, String indent, String words, int columns) {
		List<String> lines = new ArrayList<>();
		StringBuilder line = new StringBuilder(label);
		boolean fresh = true;
		for (String word : words.split(" ")) {
			if (!fresh && Columns.of(line.toString()) + 1 + Columns.of(word) > columns) {
				lines.add(line.toString());
				line = new StringBuilder(indent);
				fresh = true;
			}
			line.append(fresh ? "" : " ").append(word);
			fresh = false;
		}
		lines.add(line.toString());
		return lines;
	}

	private static String withShorterArrow(String line, int excess) {
		int begin = line.indexOf("-".repeat(SHORTEST_ARROW));
		if (excess <= 0 || begin < 0) {
			return line;
		}
		int end = begin;
		while (end < line.length() && line.charAt(end) == '-') {
			end++;
		}
		int cut = Math.min(excess, end - begin - SHORTEST_ARROW);
		return line.substring(0, begin) + line.substring(begin + cut);
	}

}
