package io.rushb.client.channels;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts the failures of a file, until one of its parts is right.
 */
final class Setbacks {

	/**
	 * The most in a row: an attacker who does not see the packets cannot cause as many.
	 */
	private static final int MAX_SPOILT = 16;

	private static final int MAX_REFUSALS = 16;

	private static final int MAX_UNTAGGED = 10;

	/**
	 * Each takes two seconds or more, in which others are answered. Losses are not always
	 * at the same place.
	 */
	private static final int MAX_SILENT = 8;

	/** Rule C4. */
	private static final int MAX_RESTARTS = 3;

	/** How often parts have fallen silent before each of these segments. */
	private final Map<Long, Integer> silent = new HashMap<>();

	private int restarts;

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
	 * The server fell silent in the middle of a part (rule S7).
	 * @param segment the segment that did not come
	 * @return whether that was too often
	 */
	boolean silent(long segment) {
		return this.silent.merge(segment, 1, Integer::sum) >= MAX_SILENT;
	}

	/**
	 * The file had no tag, because it was changed within two seconds (rule P2).
	 * @return whether that was too often
	 */
	boolean untagged() {
		return ++this.untagged > MAX_UNTAGGED;
	}

	/**
	 * The file is another version now.
	 * @return whether that was too often
	 */
	boolean restarted() {
		over();
		return ++this.restarts > MAX_RESTARTS;
	}

	/** How often the file was another version. */
	int restarts() {
		return this.restarts;
	}

	/** A part is right, or another version begins. */
	void over() {
		this.untagged = 0;
		this.spoilt = 0;
		this.refusals = 0;
		this.silent.clear();
	}

}
