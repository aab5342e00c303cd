package io.rushb.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rows of the tables of a Markdown document, for tests that hold them against the
 * code.
 *
 * @param rows the cells of each row, headings and rules left out
 */
public record DocumentTable(List<List<String>> rows) {

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	/**
	 * Reads the tables below one heading.
	 * @param document the document, relative to the project
	 * @param heading the heading's text; the tables end at the next heading
	 * @return their rows
	 */
	public static DocumentTable of(String document, String heading) {
		List<List<String>> rows = new ArrayList<>();
		boolean below = false;
		for (String line : lines(document)) {
			if (line.startsWith("#")) {
				below = line.replaceFirst("^#+ ", "").equals(heading);
			}
			else if (below && line.startsWith("| `")) {
				String inner = line.strip().substring(1, line.strip().length() - 1);
				rows.add(Arrays.stream(inner.split("(?<!\\\\)\\|", -1)).map(String::strip).toList());
			}
		}
		return new DocumentTable(rows);
	}

	private static List<String> lines(String document) {
		try {
			return Files.readAllLines(Path.of(document));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns what is set as code in a cell.
	 * @param cell the cell's Markdown
	 * @return the texts between backquotes, in order
	 */
	public static Set<String> code(String cell) {
		Set<String> found = new LinkedHashSet<>();
		CODE.matcher(cell).results().forEach((match) -> found.add(match.group(1)));
		return found;
	}

}
