package io.rushb.client;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The directories that were made for a file, so that they can be removed if it does not
 * come.
 */
final class MadeDirectories {

	static final MadeDirectories NONE = new MadeDirectories(List.of());

	/** The innermost one first. */
	private final List<Path> paths;

	private MadeDirectories(List<Path> paths) {
		this.paths = paths;
	}

	/** Makes a directory, and missing ones above it. */
	static MadeDirectories make(Path directory) throws IOException {
		List<Path> missing = new ArrayList<>();
		for (@Nullable
		Path step = directory; step != null && Files.notExists(step); step = step.getParent()) {
			missing.add(step);
		}
		Files.createDirectories(directory);
		return new MadeDirectories(missing);
	}

	/** Removes those that are empty. */
	void remove() throws IOException {
		for (Path path : this.paths) {
			try {
				Files.deleteIfExists(path);
			}
			catch (DirectoryNotEmptyException ex) {
				return; // somebody else has put something there
			}
		}
	}

}
