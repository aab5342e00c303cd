package io.rushb.client;

/**
 * An entry of a server's directory (rule P10).
 *
 * @param name its name, without a slash
 * @param size the size of a file in bytes; -1 for a directory
 * @param modified when it was changed last (RFC 3339, UTC)
 */
public record Entry(String name, long size, String modified) {

	/**
	 * Returns whether it is a directory.
	 * @return whether it is one, and no file
	 */
	public boolean isDirectory() {
		return this.size < 0;
	}

}
