package io.rushb.client.channels;

/**
 * Counts what goes wrong with a file, until one of its parts comes right.
 */
final class Setbacks {

	/** The most in a row: an attacker who sees no packet cannot bring that about. */
	private static final int MAX_SPOILT = 16;

	private static final int MAX_REFUSALS = 16;

	private static final int MAX_UNTAGGED = 10;

	private int spoilt;

	private int refusals;

	private int untagged;

	/**
	 * A part came with a wrong MAC.
	 * @return whether these are too many
	 */
	boolean spoilt() {
		return ++this.spoilt > MAX_SPOILT;
	}

	/**
	 * A part was refused.
	 * @return whether these are too many
	 */
	boolean refused() {
		return ++this.refusals > MAX_REFUSALS;
	}

	/**
	 * The file had no tag, since it was changed within two seconds (rule P2).
	 * @return whether that was too often
	 */
	boolean untagged() {
		return ++this.untagged > MAX_UNTAGGED;
	}

	/** A part came right, or another version begins. */
	void over() {
		this.untagged = 0;
		this.spoilt = 0;
		this.refusals = 0;
	}

}
