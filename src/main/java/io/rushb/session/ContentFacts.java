package io.rushb.session;

/**
 * What is known of a resource before its first byte is sent.
 *
 * @param size its size in bytes
 * @param checksum the CRC-32C of all its bytes, by which a change under way is found
 * (rule S7)
 * @param carriable whether it can be cut into packets unharmed (rule S5)
 * @param encipherable whether no byte is over 248, so that it survives ENC (rule W6)
 */
public record ContentFacts(long size, int checksum, boolean carriable, boolean encipherable) {

	/**
	 * Returns whether a client will get exactly these bytes (rule S5).
	 * @param encrypted whether ENC was agreed
	 * @return whether the resource can be carried unharmed
	 */
	public boolean isCarriable(boolean encrypted) {
		return this.carriable && (this.encipherable || !encrypted);
	}

}
