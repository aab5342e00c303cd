package io.rushb.storage;

/**
 * Which symbolic links are followed.
 */
public enum LinkPolicy {

	/** Those that lead to a file below the root. */
	WITHIN_ROOT,
	/** None. */
	NEVER

}
