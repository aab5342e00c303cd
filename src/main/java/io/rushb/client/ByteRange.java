package io.rushb.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some bytes of a file, as HTTP's ranges (RFC 9110, section 14.1.2): from 0, both ends
 * included. What lies beyond the end of the file is left out.
 *
 * @param first the first byte, 0 or more; the file has to have it
 * @param last the last byte, {@code first} or more; {@link Long#MAX_VALUE} for the end of
 * the file
 */
public record ByteRange(long first, long last) {

	private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\d{1,18})?");

	/**
	 * Checks the numbers.
	 */
	public ByteRange {
		if (first < 0 || last < first) {
			throw new IllegalArgumentException("a range is FIRST-LAST, from 0, both included: " + first + "-" + last);
		}
	}

	/**
	 * Makes a range to the end of the file.
	 * @param first the first byte, 0 or more
	 * @return the range
	 * @throws IllegalArgumentException if it is less
	 */
	public static ByteRange from(long first) {
		return new ByteRange(first, Long.MAX_VALUE);
	}

	/**
	 * Reads a range.
	 * @param text {@code FIRST-LAST}, or {@code FIRST-} for all from there on
	 * @return the range
	 * @throws IllegalArgumentException if it is none
	 */
	public static ByteRange parse(String text) {
		Matcher matcher = TEXT.matcher(text);
		if (!matcher.matches()) {
			throw new IllegalArgumentException(
					"a range is FIRST-LAST, or FIRST- for all from there on: '" + text + "'");
		}
		long first = Long.parseLong(matcher.group(1));
		return (matcher.group(2) != null) ? new ByteRange(first, Long.parseLong(matcher.group(2))) : from(first);
	}

	/** How many of the bytes of a file of this size it has. */
	long bytes(long size) {
		return Math.max(0, end(size) - this.first);
	}

	/** After its last byte in a file of this size. */
	long end(long size) {
		return Math.min(size - 1, this.last) + 1;
	}

	@Override
	public String toString() {
		return this.first + "-" + ((this.last != Long.MAX_VALUE) ? Long.toString(this.last) : "");
	}

}
