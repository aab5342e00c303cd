package io.rushb.client;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

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
