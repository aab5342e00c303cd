package io.rushb.client.channels;

/**
 * How a file ended that was fetched in parts.
 */
public enum PartsOutcome {

	/** All bytes are there, and their MACs are right. */
	COMPLETE,
	/** The server has no parts, or not of this name: the plain way may do. */
	NO_PARTS,
	/** The file was there and is gone. */
	GONE,
	/** The file changes again and again, or cannot be begun anew. */
	CHANGED,
	/** Part after part came with a wrong MAC. */
	SPOILT,
	/** No more bytes come, though the server answers. */
	STUCK,
	/** Its caller has stopped it. */
	STOPPED

}
