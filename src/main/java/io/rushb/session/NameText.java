package io.rushb.session;

import java.util.Locale;

/**
 * The name that a client asks for, which may be any bytes. It is made printable only when
 * it is shown.
 */
public final class NameText {

	/** Longer than usual names, and short enough not to fill a log. */
	static final int LONGEST = 200;

	private static final String CUT = "...";

	private static final String[] TABLE = new String[256];

	static {
		for (int value = 0; value < TABLE.length; value++) {
			boolean plain = value >= ' ' && value <= '~' && value != '\\' && value != '"';
			TABLE[value] = plain ? String.valueOf((char) value) : String.format(Locale.ROOT, "\\x%02x", value);
		}
	}

	private final String prefix;

	private final byte[] bytes;

	/**
	 * Makes a text; the bytes are not converted yet.
	 * @param prefix what stands before the name, printable
	 * @param bytes the name; not to be changed
	 */
	public NameText(String prefix, byte[] bytes) {
		this.prefix = prefix;
		this.bytes = bytes;
	}

	/**
	 * Makes bytes printable, for logs and views.
	 * @param bytes what a client asked for
	 * @return printable ASCII as it is; all else, quotes and backslashes as {@code \xNN};
	 * cut at 200 characters, with three dots after them
	 */
	public static String of(byte[] bytes) {
		StringBuilder text = new StringBuilder(Math.min(bytes.length, LONGEST) + CUT.length());
		for (byte value : bytes) {
			String next = TABLE[value & 0xff];
			if (text.length() + next.length() > LONGEST) {
				return text.append(CUT).toString();
			}
			text.append(next);
		}
		return text.toString();
	}

	@Override
	public String toString() {
		return this.prefix + of(this.bytes);
	}

}
