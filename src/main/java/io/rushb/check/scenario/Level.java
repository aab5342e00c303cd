package io.rushb.check.scenario;

import java.util.Locale;

/**
 * The levels of requirements.
 */
public enum Level {

	/** The requirements of the published contract. */
	BASIC,
	/** Further behaviour of a good server. */
	ROBUST,
	/** Parts (rules P1 to P10), if the server has them. */
	PARTS;

	/**
	 * Returns its name as it is shown.
	 * @return the name in lower case
	 */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}
