package io.rushb.session;

/**
 * Why a well-formed packet was ignored (rule A5).
 */
public enum IgnoreReason {

	/** It belongs to no session and opens none (rule S1). */
	NO_SESSION,
	/** Its options are not what was agreed (rule S2). */
	OPTIONS,
	/** Its number does not fit in sequence (rule A1). */
	SEQUENCE,
	/** It answers a packet that was never sent. */
	ACKNOWLEDGEMENT,
	/** Its kind is no answer to the packet it names. */
	KIND,
	/** A late answer to a copy: its number counts, nothing else (rule A4). */
	LATE,
	/** A GET during a transfer that turned out to be a stray copy (rule A6). */
	STRAY_GET,
	/** Its address is ignored for a while. */
	ABUSE,
	/** Its address is of no network that may ask. */
	ACCESS;

}
