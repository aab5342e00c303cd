package io.rushb.client.exchange;

/**
 * How far an exchange has come.
 */
enum Phase {

	/** The GET is sent, nothing has come. */
	OPENING,
	/** The server's packets come. */
	TRANSFERRING,
	/** The server's FIN has come, its FIN+ACK has not. */
	CLOSING,
	/** The FIN+ACK has come; what contradicts it may still come. */
	LINGERING,
	/** Nothing more is said or heard. */
	OVER

}
