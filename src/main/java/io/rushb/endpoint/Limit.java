package io.rushb.endpoint;

/**
 * The limits of an endpoint.
 */
public enum Limit {

	/** The most sessions at a time. */
	SESSIONS,
	/** The most sessions of one address at a time. */
	SESSIONS_PER_ADDRESS,
	/** The most part sessions of one address at a time (rule P8). */
	CHANNELS,
	/** The share of all sessions that may be parts (rule P8). */
	PARTS,
	/** The most closed sessions that linger (rule A7). */
	LINGERING,
	/** The most addresses whose path is remembered (rule T1). */
	PATHS,
	/** An address made new requests faster than its budget allows. */
	REQUEST_RATE,
	/** An address was ignored for a while after too many GETs and refused packets. */
	STRIKES,
	/** The store could not open a resource now, for want of descriptors for example. */
	STORE,
	/** A read found no place in the read-ahead budget: it was of one segment only. */
	READ_AHEAD,
	/** The endpoint is stopping and opens no new sessions. */
	DRAINING;

}
