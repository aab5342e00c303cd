package io.rushb.storage;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Finds out why something cannot be opened, for reasons without an exception class of
 * their own. The system's message is in the user's language, so it is compared with the
 * message for something else.
 */
final class OpenFailure {

	/** A directory that always exists and works. */
	private static final Path ANYTHING = Path.of("/");

	private OpenFailure() {
	}

	/** EMFILE or ENFILE: then no other directory can be opened either. */
	static boolean isForWantOfDescriptors(FileSystemException ex) {
		boolean inEnglish = String.valueOf(ex.getReason()).startsWith("Too many open files");
		return (hasNoClass(ex) && inEnglish) || isOf(ANYTHING, ex);
	}

	/** Whether a directory cannot be opened for the same reason: EIO, for example. */
	static boolean isOf(Path directory, FileSystemException ex) {
		String reason = ex.getReason();
		return hasNoClass(ex) && reason != null && reason.equals(reasonAgainst(directory));
	}

	private static boolean hasNoClass(FileSystemException ex) {
		return ex.getClass() == FileSystemException.class;
	}

	private static @Nullable String reasonAgainst(Path directory) {
		try {
			Files.newDirectoryStream(directory).close();
			return null;
		}
		catch (FileSystemException ex) {
			return ex.getReason();
		}
		catch (IOException ex) {
			return null;
		}
	}

}
