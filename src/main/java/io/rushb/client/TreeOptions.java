package io.rushb.client;

/**
 * The options of the fetch of a tree. Begin with {@link #DEFAULTS}; the methods return
 * changed copies.
 *
 * @param goOn whether existing files with the same size and modification time are
 * skipped, and interrupted ones resumed
 * @param maxDepth how many directories deep, 0 or more; 0 for the files of the first one
 * only
 * @param maxEntries the most files and directories of the whole tree, 1 or more
 */
public record TreeOptions(boolean goOn, int maxDepth, int maxEntries) {

	/** A limit is needed because a directory that is linked into itself has no end. */
	public static final int DEFAULT_DEPTH = 64;

	/** With names of 30 bytes they take 55 MB of memory. */
	public static final int DEFAULT_ENTRIES = 100_000;

	/** Everything from the start. */
	public static final TreeOptions DEFAULTS = new TreeOptions(false, DEFAULT_DEPTH, DEFAULT_ENTRIES);

	/**
	 * Checks the numbers.
	 */
	public TreeOptions {
		if (maxDepth < 0) {
			throw new IllegalArgumentException("a tree is 0 or more directories deep: " + maxDepth);
		}
		if (maxEntries < 1) {
			throw new IllegalArgumentException("a tree has 1 or more entries: " + maxEntries);
		}
	}

	/**
	 * Sets whether to skip existing files, and to resume interrupted ones.
	 * @param wanted whether to
	 * @return other options
	 */
	public TreeOptions goOn(boolean wanted) {
		return new TreeOptions(wanted, this.maxDepth, this.maxEntries);
	}

	/**
	 * Sets how deep to go.
	 * @param directories how many below the first, 0 or more
	 * @return other options
	 * @throws IllegalArgumentException if it is less
	 */
	public TreeOptions maxDepth(int directories) {
		return new TreeOptions(this.goOn, directories, this.maxEntries);
	}

	/**
	 * Sets how many files and directories there may be.
	 * @param entries how many, 1 or more
	 * @return other options
	 * @throws IllegalArgumentException if it is less
	 */
	public TreeOptions maxEntries(int entries) {
		return new TreeOptions(this.goOn, this.maxDepth, entries);
	}

}
