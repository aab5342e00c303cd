package io.rushb.check.scenario;

import java.util.Locale;

/**
 * How much is asked of a server.
 */
public enum Level {

	/** What the published contract asks of every server. */
	BASIC,
	/** What a good server does besides. */
	ROBUST,
	/** Parts (rules P1 to P10), where the server has them. */
	PARTS;

	/**
	 * Returns its name as it is shown.
	 * @return the name in lower case
	 */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}
