package io.rushb.client.exchange;

/**
 * How an exchange ended.
 */
public enum ExchangeOutcome {

	/** Every byte has come; the server has said so with its FIN (rule S7). */
	COMPLETE,
	/** The server refused: FIN was its first packet (rule S4). */
	NOT_AVAILABLE,
	/** No new packet came for too long. */
	TIMED_OUT,
	/** The server does not grant an option that was insisted on (rule S2). */
	OPTION_REFUSED,
	/** The server sent different bytes for the same place. */
	DAMAGED

}
