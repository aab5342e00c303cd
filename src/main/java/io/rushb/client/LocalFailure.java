package io.rushb.client;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * Explains to the user why bytes could not be written to their target.
 */
final class LocalFailure {

	private LocalFailure() {
	}

	/** Exceptions of a file system say little more than their class. */
	static String reason(IOException failure) {
		if (failure instanceof AccessDeniedException denied) {
			return "permission denied for " + denied.getFile();
		}
		if (failure instanceof FileSystemException file) {
			return ((file.getReason() != null) ? file.getReason() : name(file)) + ": " + file.getFile();
		}
		return (failure.getClass() == IOException.class) ? String.valueOf(failure.getMessage()) : failure.toString();
	}

	/** What a system calls by its class only. */
	private static String name(FileSystemException failure) {
		if (failure instanceof NoSuchFileException) {
			return "there is no such file or directory";
		}
		if (failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException) {
			return "it is there, and is something else";
		}
		return (failure instanceof FileSystemLoopException) ? "its links lead nowhere"
				: failure.getClass().getSimpleName();
	}

}
