package io.rushb.wire;

/**
 * The cipher of rule W6: textbook RSA on each byte with n=249, e=11, d=15. It is a fixed
 * substitution table that everybody knows and hides nothing from anybody.
 */
public final class TextbookRsa {

	/**
	 * The highest byte value that survives the cipher.
	 */
	public static final int HIGHEST = 248;

	private static final int MODULUS = 249;

	private static final byte[] ENCIPHERED = table(11);

	private static final byte[] DECIPHERED = table(15);

	private TextbookRsa() {
	}

	/**
	 * Returns whether bytes survive the cipher.
	 * @param bytes where they are
	 * @param offset where they begin
	 * @param length how many there are
	 * @return whether none is over {@link #HIGHEST}
	 */
	public static boolean carries(byte[] bytes, int offset, int length) {
		for (int i = offset; i < offset + length; i++) {
			if ((bytes[i] & 0xff) > HIGHEST) {
				return false;
			}
		}
		return true;
	}

	static void encipher(byte[] bytes, int offset, int length) {
		substitute(bytes, offset, length, ENCIPHERED);
	}

	static void decipher(byte[] bytes) {
		substitute(bytes, 0, bytes.length, DECIPHERED);
	}

	private static void substitute(byte[] bytes, int offset, int length, byte[] table) {
		for (int i = offset; i < offset + length; i++) {
			bytes[i] = table[bytes[i] & 0xff];
		}
	}

	private static byte[] table(int exponent) {
		byte[] table = new byte[256];
		for (int base = 0; base < table.length; base++) {
			int power = 1;
			for (int i = 0; i < exponent; i++) {
				power = power * base % MODULUS;
			}
			table[base] = (byte) power;
		}
		return table;
	}

}
