package io.rushb.client;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/**
 * Why bytes could not be put where they should go, for a person.
 */
final class LocalFailure {

	private LocalFailure() {
	}

	/** A file system's exceptions say little more than their names. */
	static String reason(IOException failure) {
		if (failure instanceof AccessDeniedException denied) {
			return "permission denied for " + denied.getFile();
		}
		if (failure instanceof FileSystemException file && file.getReason() != null) {
			return file.getReason() + ": " + file.getFile();
		}
		return (failure.getClass() == IOException.class) ? String.valueOf(failure.getMessage()) : failure.toString();
	}

}
