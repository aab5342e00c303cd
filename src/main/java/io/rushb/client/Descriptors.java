package io.rushb.client;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Paths that name a descriptor of this process, as {@code /dev/stdout}, {@code /dev/fd/3}
 * and {@code /proc/self/fd/1} do. Opening such a path does not write to the descriptor: a
 * file would be opened again, at its first byte, and overwritten.
 */
public final class Descriptors {

	/** Stands for a path that names no descriptor. */
	static final int NONE = -1;

	private static final int STANDARD_OUTPUT = 1;

	private static final int STANDARD_ERROR = 2;

	private static final Pattern NAME = Pattern.compile("\\d{1,9}");

	private static final Pattern DIRECTORY = Pattern.compile("/dev/fd|/proc/(\\d+)/(task/\\d+/)?fd");

	private static final Path INFORMATION = Path.of("/proc/self/fdinfo");

	private static final Pattern FLAGS = Pattern.compile("(?m)^flags:\\s*([0-7]+)$");

	/** As Linux shows it, in octal. */
	private static final int O_APPEND = 02000;

	private static final int MOST_LINKS = 40;

	private Descriptors() {
	}

	/**
	 * Returns whether a path is another name for this process's standard output.
	 * @param path the path
	 * @return whether what is written there goes to standard output
	 */
	public static boolean isStandardOutput(Path path) {
		return of(path) == STANDARD_OUTPUT;
	}

	/** The descriptor that a path leads to, link by link; {@link #NONE} if to none. */
	static int of(Path path) {
		Path step = path.toAbsolutePath();
		for (int i = 0; i < MOST_LINKS; i++) {
			int number = number(step);
			if (number != NONE || !Files.isSymbolicLink(step)) {
				return number;
			}
			try {
				step = step.resolveSibling(Files.readSymbolicLink(step));
			}
			catch (IOException ex) {
				return NONE; // the opening will tell why
			}
		}
		return NONE;
	}

	private static int number(Path path) {
		Path name = path.getFileName();
		Path parent = path.getParent();
		if (name == null || parent == null || !NAME.matcher(name.toString()).matches()) {
			return NONE;
		}
		try {
			Matcher directory = DIRECTORY.matcher(parent.toRealPath().toString());
			boolean own = directory.matches() && (directory.group(1) == null
					|| Long.parseLong(directory.group(1)) == ProcessHandle.current().pid());
			return own ? Integer.parseInt(name.toString()) : NONE;
		}
		catch (IOException ex) {
			return NONE;
		}
	}

	/**
	 * Opens a descriptor for writing at its current position.
	 * @param number the descriptor
	 * @param path a path that leads to it
	 * @return the channel; it must not be closed if {@link #isStandard}
	 * @throws IOException if it cannot be written at its current position
	 */
	static FileChannel open(int number, Path path) throws IOException {
		FileDescriptor standard = standard(number);
		if (standard != null) {
			return new FileOutputStream(standard).getChannel();
		}
		if (!Files.isRegularFile(path)) {
			return FileChannel.open(path, StandardOpenOption.WRITE); // a pipe has no
																		// place
		}
		Matcher flags = FLAGS.matcher(Files.readString(INFORMATION.resolve(Integer.toString(number))));
		if (flags.find() && (Integer.parseInt(flags.group(1), 8) & O_APPEND) != 0) {
			return FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
		}
		throw new IOException("descriptor " + number + " is a file, and Java cannot write from where it stands:"
				+ " open it for appending, as in " + number + ">>FILE, or write to standard output, as in >&" + number);
	}

	static boolean isStandard(int number) {
		return standard(number) != null;
	}

	private static @Nullable FileDescriptor standard(int number) {
		return switch (number) {
			case STANDARD_OUTPUT -> FileDescriptor.out;
			case STANDARD_ERROR -> FileDescriptor.err;
			default -> null;
		};
	}

}
