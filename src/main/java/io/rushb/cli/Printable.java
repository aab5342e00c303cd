package io.rushb.cli;

import org.jspecify.annotations.Nullable;

/**
 * Text that may hold anything, names for example, as it may be shown on a terminal.
 */
final class Printable {

	private Printable() {
	}

	/** The text with {@code \}{@code u001b} and its like for control characters. */
	static String of(@Nullable String text) {
		StringBuilder printable = new StringBuilder();
		String.valueOf(text).chars().forEach((character) -> {
			if (Character.isISOControl(character)) {
				printable.append(String.format("\\u%04x", character));
			}
			else {
				printable.append((char) character);
			}
		});
		return printable.toString();
	}

}
