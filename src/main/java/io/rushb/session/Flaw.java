package io.rushb.session;

/**
 * Why a resource cannot be carried unharmed (rule S5).
 */
public enum Flaw {

	/** It has more or fewer bytes than its size says (rule S7). */
	SIZE("has not as many bytes as its size says"),
	/** Its last byte cannot be read. */
	UNREADABLE("cannot be read"),
	/** It ends in a zero byte, or holds a segment or more of zero bytes in a row. */
	ZEROS("ends in a zero byte, or holds 1464 of them in a row"),
	/** It has bytes that ENC cannot carry (rule W6). */
	HIGH_BYTES("holds bytes over 248, which ENC does not carry");

	private final String description;

	Flaw(String description) {
		this.description = description;
	}

	/**
	 * Returns whether it prevents a transfer.
	 * @param encrypted whether ENC was agreed
	 * @return whether a resource with this flaw cannot be sent
	 */
	public boolean hinders(boolean encrypted) {
		return this != HIGH_BYTES || encrypted;
	}

	/**
	 * Says what is wrong with the resource.
	 * @return a phrase for the log that follows the words "the resource"
	 */
	public String description() {
		return this.description;
	}

}
