package io.rushb.client;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

/**
 * A file of a tree that is to be fetched.
 *
 * @param uri where it is on the server
 * @param place where it goes
 * @param size in bytes, as the server lists it
 * @param modified when it was changed last; {@code null} if unknown
 */
record WantedFile(RushbUri uri, Path place, long size, @Nullable Instant modified) {

	/** Reads a time of the server's; {@code null} for what is none. */
	static @Nullable Instant time(@Nullable String text) {
		try {
			return (text != null) ? OffsetDateTime.parse(text).toInstant() : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/** Whether it exists already, with the same size and time. */
	boolean isThere() throws IOException {
		return Files.isRegularFile(this.place, LinkOption.NOFOLLOW_LINKS) && Files.size(this.place) == this.size
				&& this.modified != null
				&& fine(this.modified).equals(fine(Files.getLastModifiedTime(this.place).toInstant()));
	}

	/** Java sets times to a microsecond. */
	private static Instant fine(Instant time) {
		return time.truncatedTo(ChronoUnit.MICROS);
	}

	/**
	 * Gives the local file the server's modification time. The time of another user's
	 * file cannot be set: such a file is fetched again next time.
	 * @return whether the time was set
	 */
	boolean stamp(@Nullable Instant time) throws IOException {
		if (time == null) {
			return false;
		}
		try {
			Files.setLastModifiedTime(this.place, FileTime.from(fine(time)));
			return true;
		}
		catch (FileSystemException ex) {
			if (Files.isRegularFile(this.place, LinkOption.NOFOLLOW_LINKS)) {
				return false;
			}
			throw ex;
		}
	}

}
