package io.rushb.session;

import java.util.Locale;

/**
 * Why a packet was sent again.
 */
public enum RetransmitCause {

	/** No acceptable answer came in time (rule T1). */
	TIMEOUT,
	/** The client asked for it with a NAK (rule A3). */
	NAK,
	/** The client repeated its GET (rule A6). */
	GET;

	private final String label = name().toLowerCase(Locale.ROOT);

	/**
	 * Returns the cause's name in lower case, for metric tags.
	 * @return the label
	 */
	public String label() {
		return this.label;
	}

}
