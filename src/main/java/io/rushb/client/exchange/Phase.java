package io.rushb.client.exchange;

/**
 * The phases of an exchange.
 */
enum Phase {

	/** The GET is sent, nothing has come. */
	OPENING,
	/** The server's packets come. */
	TRANSFERRING,
	/** The server's FIN has come, its FIN+ACK has not. */
	CLOSING,
	/** The FIN+ACK has come; packets that contradict it may still come. */
	LINGERING,
	/** Nothing more is sent or received. */
	OVER

}
