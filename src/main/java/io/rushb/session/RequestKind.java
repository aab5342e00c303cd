package io.rushb.session;

/**
 * What kind of thing a session sends. All but {@link #WHOLE} are asked for by the
 * protocol's own names (rule P1).
 */
public enum RequestKind {

	/** A whole resource. */
	WHOLE,
	/** What is known of a file, and a cookie (rule P2). */
	STAT,
	/** Some segments of a file (rule P4). */
	PART,
	/** What is in a directory (rule P10). */
	LIST;

}
