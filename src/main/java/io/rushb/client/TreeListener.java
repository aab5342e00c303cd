package io.rushb.client;

import java.nio.file.Path;

/**
 * Is told the progress of the fetch of a tree, on the thread that fetches. The calls of
 * {@link FetchListener} are about all files together: {@code size} is that of the files
 * that are known so far, and grows as directories are listed.
 */
public interface TreeListener extends FetchListener {

	/** A listener that does nothing. */
	TreeListener NONE = new TreeListener() {
	};

	/**
	 * A file has come.
	 * @param uri where it is on the server
	 * @param file where it is here
	 * @param bytes its size
	 */
	default void fetched(RushbUri uri, Path file, long bytes) {
	}

	/**
	 * A file was skipped because it is there already.
	 * @param uri where it is on the server
	 * @param file where it is here
	 */
	default void skipped(RushbUri uri, Path file) {
	}

	/**
	 * A file or a directory was not fetched. The others continue.
	 * @param failure which one, and why
	 */
	default void failed(TreeFailure failure) {
	}

}
