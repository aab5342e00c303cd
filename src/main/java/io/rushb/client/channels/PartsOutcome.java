package io.rushb.client.channels;

/**
 * The outcome of fetching a file in parts.
 */
public enum PartsOutcome {

	/** All bytes are there, and their MACs are right. */
	COMPLETE,
	/** The server has no parts, or not for this name: the plain way may work. */
	NO_PARTS,
	/** The file was there and is gone. */
	GONE,
	/** The file changes again and again, or the fetch cannot start over. */
	CHANGED,
	/** Part after part came with a wrong MAC. */
	SPOILT,
	/** No more bytes come, though the server answers. */
	STUCK,
	/** Its caller has stopped it. */
	STOPPED

}
