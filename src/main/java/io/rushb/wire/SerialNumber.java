package io.rushb.wire;

/**
 * Arithmetic on 16-bit numbers that wrap (rule N2, RFC 1982).
 */
public final class SerialNumber {

	private static final int MASK = 0xffff;

	private SerialNumber() {
	}

	/**
	 * Returns the number after this one: 0 after 65535.
	 * @param number a number, 0 to 65535
	 * @return the next number
	 */
	public static int next(int number) {
		return (number + 1) & MASK;
	}

	/**
	 * Returns how far a number is ahead of another.
	 * @param from a number, 0 to 65535
	 * @param to another
	 * @return the distance from -32768 to 32767; negative where {@code to} is before
	 * {@code from}
	 */
	public static int distance(int from, int to) {
		return (short) (to - from);
	}

}
