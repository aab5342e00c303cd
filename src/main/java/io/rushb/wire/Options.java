package io.rushb.wire;

/**
 * The options of a session, which a GET asks for (rule S2).
 *
 * @param checksum whether packets carry a checksum (CHK, rule W5)
 * @param encryption whether payloads are enciphered (ENC, rule W6), which hides nothing
 * from anybody
 */
public record Options(boolean checksum, boolean encryption) {

	/** Neither option. */
	public static final Options NONE = new Options(false, false);

	private static final int CHK = 0x04;

	private static final int ENC = 0x02;

	private static final Options[] ALL = { NONE, new Options(false, true), new Options(true, false),
			new Options(true, true) };

	/**
	 * Returns the options that are set in both.
	 * @param other the other options
	 * @return the options set in both
	 */
	public Options and(Options other) {
		return of(this.checksum && other.checksum, this.encryption && other.encryption);
	}

	int flags() {
		return (this.checksum ? CHK : 0) | (this.encryption ? ENC : 0);
	}

	static Options ofFlags(int flags) {
		return of((flags & CHK) != 0, (flags & ENC) != 0);
	}

	private static Options of(boolean checksum, boolean encryption) {
		return ALL[(checksum ? 2 : 0) + (encryption ? 1 : 0)];
	}

}
