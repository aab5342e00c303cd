package io.rushb.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Decides whether an existing file can be replaced by renaming another one to its name,
 * so that no reader ever sees half of it. It cannot if something would be lost, or the
 * system does not allow it:
 * <ul>
 * <li>the file is a mount point, as files are in containers;</li>
 * <li>the directory is sticky, and neither it nor the file belongs to this user;</li>
 * <li>the file has other names (hard links), which would keep the old bytes;</li>
 * <li>owner, group, mode, ACL or extended attributes cannot be given to the new one;</li>
 * <li>the directory has an ACL, whose default entries the new one would have as
 * well.</li>
 * </ul>
 * Then the bytes are written into the file, after all of them have come.
 */
final class Replacement {

	/**
	 * Java copies ACLs and extended attributes only together with the bytes. A file up to
	 * this size is copied in well under a second.
	 */
	private static final long MOST_COPIED = 256 << 20;

	private static final int STICKY = 01000;

	private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

	/** In a line of mountinfo (proc(5)). */
	private static final int MOUNT_POINT = 4;

	private Replacement() {
	}

	/**
	 * Makes an empty file with all attributes of another one, if it can take its place.
	 * @param target the file to replace, a real path
	 * @param part where the new one is to be; it does not exist
	 * @param user the number of this user, as its files show it
	 * @return whether it was made
	 * @throws IOException if the directory fails
	 */
	static boolean prepare(Path target, Path part, Object user) throws IOException {
		if (!knowsUsers(target)) {
			Files.copy(target, part, StandardCopyOption.COPY_ATTRIBUTES);
			return true;
		}
		if (Files.size(target) > MOST_COPIED || !Files.isReadable(target) || isMountPoint(target)
				|| isHeldBySticky(target, user) || hasOtherNames(target)
				|| DirectoryAcl.mayBeAt(Objects.requireNonNull(target.getParent()))) {
			return false;
		}
		Files.copy(target, part, StandardCopyOption.COPY_ATTRIBUTES);
		if (isAlike(target, part)) {
			return true;
		}
		Files.delete(part);
		return false;
	}

	/** Whether files have Unix attributes. */
	static boolean knowsUsers(Path path) {
		return path.getFileSystem().supportedFileAttributeViews().contains("unix");
	}

	private static boolean isHeldBySticky(Path target, Object user) throws IOException {
		Map<String, Object> directory = Files.readAttributes(Objects.requireNonNull(target.getParent()),
				"unix:mode,uid");
		Object root = 0;
		return ((int) Objects.requireNonNull(directory.get("mode")) & STICKY) != 0 && !user.equals(root)
				&& !user.equals(directory.get("uid")) && !user.equals(Files.getAttribute(target, "unix:uid"));
	}

	private static boolean hasOtherNames(Path target) throws IOException {
		return (int) Files.getAttribute(target, "unix:nlink") > 1;
	}

	private static boolean isAlike(Path target, Path part) throws IOException {
		PosixFileAttributes one = Files.readAttributes(target, PosixFileAttributes.class);
		PosixFileAttributes other = Files.readAttributes(part, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
		return one.owner().equals(other.owner()) && one.group().equals(other.group())
				&& one.permissions().equals(other.permissions());
	}

	private static boolean isMountPoint(Path target) throws IOException {
		List<String> lines;
		try {
			lines = Files.readAllLines(MOUNTS, StandardCharsets.ISO_8859_1);
		}
		catch (NoSuchFileException ex) {
			return false; // no Linux: if it is one after all, renaming fails, and is not
							// needed
		}
		String name = new String(target.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
		for (String line : lines) {
			String[] fields = line.split(" ");
			if (fields.length > MOUNT_POINT && unescape(fields[MOUNT_POINT]).equals(name)) {
				return true;
			}
		}
		return false;
	}

	/** Blanks, tabs, line ends and backslashes are written in octal. */
	private static String unescape(String text) {
		return text.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\");
	}

}
