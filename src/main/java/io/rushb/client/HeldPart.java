package io.rushb.client;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The partial file (see {@link PartName}) of this fetch. If two fetches begin at the same
 * moment, a lock decides: the partial file belongs to the fetch that holds the lock of
 * the file with this name, and nobody else removes or renames that file.
 *
 * @param path its name
 * @param channel the open file, locked where the file system has locks
 * @param alike whether it can take the place of the file that is fetched anew
 */
record HeldPart(Path path, FileChannel channel, boolean alike) {

	/** Makes a file that is not there. */
	@FunctionalInterface
	interface Maker {

		/** Returns whether it can take the place of the file that is fetched anew. */
		boolean make(Path place) throws IOException;

	}

	/**
	 * Makes an empty part, and deletes one that a killed process left for the same file.
	 * If another fetch is writing to a part of this name, this one gets another name.
	 */
	static HeldPart make(Path target, FetchListener listener, Maker maker) throws IOException {
		Path place = PartName.of(target);
		try {
			reclaim(place, listener);
			HeldPart made = made(place, maker);
			if (made != null) {
				return made;
			}
		}
		catch (FileAlreadyExistsException ex) {
			// Somebody else writes to it.
		}
		catch (AccessDeniedException ex) {
			throw new FileSystemException(String.valueOf(target.getParent()), null,
					"you may not make files in this directory");
		}
		Path another = PartName.another(target);
		HeldPart made = made(another, maker);
		if (made == null) {
			throw new FileSystemException(another.toString(), null, "somebody else has taken this file");
		}
		return made;
	}

	private static void reclaim(Path place, FetchListener listener) throws IOException {
		HeldPart left = left(place);
		if (left != null) {
			try (FileChannel channel = left.channel()) {
				long bytes = channel.size();
				Files.deleteIfExists(PartRecord.of(place)); // never without its part
				Files.delete(place);
				listener.reclaimed(place, bytes);
			}
			finally {
				PartName.release(place);
			}
		}
	}

	private static @Nullable HeldPart made(Path place, Maker maker) throws IOException {
		return claimed(place, () -> {
			boolean alike = maker.make(place);
			try {
				FileChannel channel = open(place, true);
				return (channel != null) ? new HeldPart(place, channel, alike).emptied() : null;
			}
			catch (IOException ex) { // interrupted, or too many files are open
				Files.deleteIfExists(place);
				throw ex;
			}
		});
	}

	/** Another one of its name may have left something; if that stays, it is closed. */
	private HeldPart emptied() throws IOException {
		boolean empty = false;
		try {
			Files.deleteIfExists(PartRecord.of(this.path)); // of a part that was renamed
			this.channel.truncate(0);
			empty = true;
			return this;
		}
		finally {
			if (!empty) {
				this.channel.close();
			}
		}
	}

	/**
	 * Takes over a part that an earlier run has left, with its bytes.
	 * @return {@code null} if there is none, or another fetch has it, or that cannot be
	 * found out
	 */
	static @Nullable HeldPart left(Path place) throws IOException {
		if (!Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
			return null;
		}
		try {
			return claimed(place, () -> {
				FileChannel channel = open(place, false);
				return (channel != null) ? new HeldPart(place, channel, false) : null;
			});
		}
		catch (FileSystemException ex) { // it may be somebody else's
			return null;
		}
	}

	/** Makes or opens a part. */
	@FunctionalInterface
	private interface Taking {

		@Nullable HeldPart take() throws IOException;

	}

	/** Runs the action if no other fetch of this process has the part. */
	private static @Nullable HeldPart claimed(Path place, Taking taking) throws IOException {
		if (!PartName.claim(place)) {
			return null;
		}
		HeldPart held = null;
		try {
			held = taking.take();
			return held;
		}
		finally {
			if (held == null) {
				PartName.release(place);
			}
		}
	}

	/** Releases the part, and leaves it as it is. */
	void leave() throws IOException {
		try {
			this.channel.close();
		}
		finally {
			PartName.release(this.path);
		}
	}

	/**
	 * Opens and locks a part. In between, another process may have removed it and made
	 * another one of this name.
	 */
	@SuppressWarnings("resource") // Who asks for it closes it.
	private static @Nullable FileChannel open(Path place, boolean isNew) throws IOException {
		FileChannel channel = null;
		boolean held = false;
		try {
			Object key = key(place);
			channel = FileChannel.open(place,
					Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
			held = lock(channel, isNew) && Objects.equals(key, key(place));
			return held ? channel : null;
		}
		catch (NoSuchFileException ex) {
			return null;
		}
		finally {
			if (!held && channel != null) {
				channel.close();
			}
		}
	}

	private static boolean lock(FileChannel channel, boolean isNew) throws ClosedByInterruptException {
		try {
			return channel.tryLock() != null;
		}
		catch (ClosedByInterruptException ex) {
			throw ex;
		}
		catch (OverlappingFileLockException ex) {
			return false;
		}
		catch (IOException | UnsupportedOperationException ex) {
			return isNew; // no locks here: nobody takes it for left over either
		}
	}

	private static @Nullable Object key(Path place) throws IOException {
		return Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
	}

}
