package io.rushb.cli;

/**
 * Computes how many columns of a terminal a text takes.
 */
final class Columns {

	private static final String ELLIPSIS = "..";

	private Columns() {
	}

	/** The columns of a printable text. */
	static int of(String text) {
		return text.codePoints().map(Columns::of).sum();
	}

	/** The beginning of a text, with dots at its end if something is missing. */
	static String cut(String text, int columns) {
		if (of(text) <= columns) {
			return text;
		}
		StringBuilder beginning = new StringBuilder();
		int room = columns - ELLIPSIS.length();
		for (int character : text.codePoints().toArray()) {
			room -= of(character);
			if (room < 0) {
				break;
			}
			beginning.appendCodePoint(character);
		}
		return beginning + ELLIPSIS.substring(0, Math.max(0, Math.min(columns, ELLIPSIS.length())));
	}

	/**
	 * Ideographs, syllables and symbols take two (Unicode Standard Annex 11, wide and
	 * full width). Combining marks take none, but counting them as one is safe.
	 */
	private static int of(int character) {
		boolean wide = (character >= 0x1100 && character <= 0x115f) || (character >= 0x2e80 && character <= 0xa4cf)
				|| (character >= 0xac00 && character <= 0xd7a3) || (character >= 0xf900 && character <= 0xfaff)
				|| (character >= 0xfe30 && character <= 0xfe6f) || (character >= 0xff00 && character <= 0xff60)
				|| (character >= 0xffe0 && character <= 0xffe6) || (character >= 0x1f000 && character <= 0x3fffd)
				|| (character >= 0x231a && character <= 0x2bff);
		return wide ? 2 : 1;
	}

}
