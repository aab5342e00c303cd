package io.rushb.cli;

import org.jspecify.annotations.Nullable;

/**
 * Makes untrusted text, such as names, safe to show on a terminal.
 */
final class Printable {

	private Printable() {
	}

	/**
	 * The text with {@code \}{@code u001b} and its like for characters that must not
	 * reach a terminal: control characters, which terminals obey; characters that change
	 * the direction of writing, which can disguise a name; and characters without width,
	 * which are invisible.
	 */
	static String of(@Nullable String text) {
		StringBuilder printable = new StringBuilder();
		String.valueOf(text).codePoints().forEach((character) -> {
			if (isHarmless(character)) {
				printable.appendCodePoint(character);
			}
			else {
				for (char unit : Character.toChars(character)) {
					printable.append("\\u")
						.append(Character.forDigit(unit >> 12, 16))
						.append(Character.forDigit(unit >> 8 & 15, 16))
						.append(Character.forDigit(unit >> 4 & 15, 16))
						.append(Character.forDigit(unit & 15, 16));
				}
			}
		});
		return printable.toString();
	}

	private static boolean isHarmless(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE ->
				false;
			default -> !isWithoutWidth(character);
		};
	}

	/**
	 * What Unicode calls default ignorable (DerivedCoreProperties.txt) and does not count
	 * among the format characters: fillers, variation selectors, and places kept free for
	 * more of them.
	 */
	private static boolean isWithoutWidth(int character) {
		return switch (character) {
			case 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x2065, 0x3164, 0xffa0 -> true;
			default -> (character >= 0x180b && character <= 0x180f) || (character >= 0xfe00 && character <= 0xfe0f)
					|| (character >= 0xfff0 && character <= 0xfff8) || (character >= 0xe0000 && character <= 0xe0fff);
		};
	}

}
