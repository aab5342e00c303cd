package io.rushb.simulation;

/**
 * Which way a packet goes.
 */
enum Direction {

	/** From a client. */
	TO_SERVER(">"),
	/** From the server. */
	TO_CLIENT("<");

	private final String sign;

	Direction(String sign) {
		this.sign = sign;
	}

	String sign() {
		return this.sign;
	}

}
