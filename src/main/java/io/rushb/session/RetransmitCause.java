package io.rushb.session;

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

}
