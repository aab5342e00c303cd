package io.rushb.client;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32C;

/**
 * The names of the files in which parts of fetched files are kept until they are whole:
 * {@code .NAME.rushb-part} beside {@code NAME}. A process that writes a part holds a lock
 * on it; a part without a lock was left by a killed process.
 */
public final class PartName {

	private static final String PREFIX = ".";

	private static final String SUFFIX = ".rushb-part";

	/** File systems allow 255 bytes; a number and a mark need some of them. */
	private static final int MOST_BYTES = 255 - PREFIX.length() - SUFFIX.length() - 20;

	/** In a directory with more entries the search stops here. */
	private static final int MOST_ENTRIES = 10_000;

	/**
	 * The parts of this process: opening and closing one would release the lock on it.
	 */
	private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

	private PartName() {
	}

	/**
	 * Returns the part of a file.
	 * @param target the file
	 * @return where its bytes are collected
	 */
	public static Path of(Path target) {
		return target.resolveSibling(PREFIX + stem(target) + SUFFIX);
	}

	/** Whether a name is that of a part, or of the record of one. */
	static boolean isOne(String name) {
		return name.startsWith(PREFIX) && (name.endsWith(SUFFIX) || name.endsWith(PartRecord.SUFFIX));
	}

	/** Another name for it, if another process has that one. */
	static Path another(Path target) {
		String mark = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
		return target.resolveSibling(PREFIX + stem(target) + "~" + mark + SUFFIX);
	}

	/** The name; one that is too long is cut, and made unique by a checksum. */
	private static String stem(Path target) {
		String name = String.valueOf(target.getFileName());
		byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
		if (bytes.length <= MOST_BYTES) {
			return name;
		}
		CRC32C checksum = new CRC32C();
		checksum.update(bytes);
		StringBuilder cut = new StringBuilder();
		int room = MOST_BYTES - 9;
		for (int character : name.codePoints().toArray()) {
			room -= Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
			if (room < 0) {
				break;
			}
			cut.appendCodePoint(character);
		}
		return cut + "~" + HexFormat.of().toHexDigits((int) checksum.getValue());
	}

	/**
	 * This process is about to open a part, to write to it or to remove it.
	 * @return whether no other fetch of this process has it
	 */
	static boolean claim(Path part) {
		return OWN.add(part);
	}

	/** The part is no longer written to. */
	static void release(Path part) {
		OWN.remove(part);
	}

	/**
	 * Returns whether a file is a part that no process writes to. It is not if this user
	 * may not write it, or if the file system has no locks.
	 * @param part the file
	 * @return whether it may be deleted
	 */
	static boolean isLeft(Path part) {
		if (OWN.contains(part) || !Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS)) {
			return false;
		}
		try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
				FileLock lock = channel.tryLock()) {
			return lock != null;
		}
		catch (IOException | OverlappingFileLockException | UnsupportedOperationException ex) {
			return false;
		}
	}

	/**
	 * Finds the parts in a directory that were left by processes that were killed.
	 * @param directory where to look
	 * @return the parts; none if the directory cannot be read
	 */
	public static List<Path> left(Path directory) {
		List<Path> parts = new ArrayList<>();
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
			int seen = 0;
			for (Path entry : entries) {
				String name = String.valueOf(entry.getFileName());
				if (name.startsWith(PREFIX) && name.endsWith(SUFFIX) && isLeft(entry)) {
					parts.add(entry);
				}
				if (++seen == MOST_ENTRIES) {
					break;
				}
			}
		}
		catch (IOException ex) {
			return parts; // what cannot be read has nothing to tell
		}
		return parts;
	}

}
