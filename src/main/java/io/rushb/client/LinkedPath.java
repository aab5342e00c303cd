package io.rushb.client;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Follows the links of a path, also if nothing exists at its end yet.
 */
final class LinkedPath {

	/** As many as Linux follows (path_resolution(7)). */
	private static final int MOST_LINKS = 40;

	private LinkedPath() {
	}

	static Path end(Path path) throws IOException {
		Path step = path.toAbsolutePath();
		for (int i = 0; i < MOST_LINKS; i++) {
			if (!Files.isSymbolicLink(step)) {
				return step;
			}
			step = step.resolveSibling(Files.readSymbolicLink(step));
		}
		throw new FileSystemLoopException(path.toString());
	}

}
