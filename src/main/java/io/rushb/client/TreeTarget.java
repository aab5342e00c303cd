package io.rushb.client;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The directory that a tree is fetched into. Names come from the server, which may be
 * hostile: nothing is written outside of the directory, neither through a name nor
 * through an existing link, and no name is written to twice.
 */
final class TreeTarget {

	/** File systems allow 255 bytes. */
	private static final int LONGEST_NAME = 255;

	/** Finding out whether two are the same takes a file of each. */
	private static final int MOST_ALIKE = 16;

	private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

	/** Microsoft, "Naming Files, Paths, and Namespaces". */
	private static final Pattern NOT_ON_WINDOWS = Pattern
		.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?|.*[<>:\"|?*\\\\].*|.*[. ]");

	private final Path root;

	private final boolean windows;

	private final Twins twins;

	/** The names that were used, by directory and by normalized form. */
	private final Map<String, Set<String>> taken = new HashMap<>();

	TreeTarget(Path root, boolean windows, Twins twins) {
		this.root = root;
		this.windows = windows;
		this.twins = twins;
	}

	/** Finds out which names are the same on this file system. */
	@FunctionalInterface
	interface Twins {

		/** Whether two names that look alike are names of one file in this directory. */
		boolean areOne(Path directory, String name, String other) throws IOException;

	}

	/**
	 * Opens a directory, which is made if it is not there.
	 */
	static TreeTarget open(Path directory) throws IOException {
		if (!Files.isDirectory(directory)) {
			Files.createDirectories(directory);
		}
		return new TreeTarget(directory.toRealPath(), File.separatorChar == '\\', TreeTarget::areOne);
	}

	/** Only the file system knows, so it is tried. */
	private static boolean areOne(Path directory, String name, String other) throws IOException {
		Path trial = Files.createTempDirectory(directory, ".rushb-");
		try {
			Path file = Files.createFile(trial.resolve(name));
			try {
				return Files.exists(trial.resolve(other), LinkOption.NOFOLLOW_LINKS);
			}
			finally {
				Files.delete(file);
			}
		}
		finally {
			Files.delete(trial);
		}
	}

	/** Its real path. */
	Path root() {
		return this.root;
	}

	/**
	 * Makes a directory, or finds it.
	 * @param parent the directory that it is in, as this target has given it
	 * @param name what the server calls it
	 * @return its real path
	 * @throws IOException why it cannot be; the message says so
	 */
	Path directory(Path parent, String name) throws IOException {
		Path place = place(parent, name);
		if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
			return place;
		}
		if (Files.isSymbolicLink(place)) {
			return inside(place);
		}
		return Files.createDirectory(place);
	}

	/**
	 * Finds the place of a file.
	 * @param parent the directory that it is in, as this target has given it
	 * @param name what the server calls it
	 * @return where it is to be; what is there is a regular file, or nothing
	 * @throws IOException why it cannot be there; the message says so
	 */
	Path file(Path parent, String name) throws IOException {
		Path place = place(parent, name);
		Path end = place;
		if (Files.isSymbolicLink(place)) {
			end = inside(place);
			take(Objects.requireNonNull(end.getParent()), end.getFileName().toString(), name);
		}
		if (Files.exists(end, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(end, LinkOption.NOFOLLOW_LINKS)) {
			throw new IOException(end + " is there, and is no regular file");
		}
		return end;
	}

	/** Where a link leads, if that is in the tree. */
	private Path inside(Path link) throws IOException {
		if (!Files.exists(link)) {
			throw new IOException(link + " is a link to what is not there: nothing is written through it");
		}
		Path end = link.toRealPath();
		if (!end.startsWith(this.root)) {
			throw new IOException(
					link + " is a link that leads out of " + this.root + ": nothing is written through it");
		}
		return end;
	}

	private Path place(Path parent, String name) throws IOException {
		check(name);
		Path place;
		try {
			place = parent.resolve(name);
		}
		catch (InvalidPathException ex) {
			throw new FetchException.LocalFile(
					"no file can be called '" + name + "' here: run with a UTF-8 locale, as" + " LC_ALL=C.UTF-8", ex);
		}
		if (!parent.equals(place.getParent())) {
			throw bad(name, "which is no name of a file");
		}
		take(parent, name, name);
		return place;
	}

	/**
	 * Uses a name in a directory, once: if the file system ignores capitals, or ways to
	 * write an accent, the bytes of one file would replace another's.
	 */
	private void take(Path parent, String name, String listed) throws IOException {
		String look = Normalizer.normalize(name, Normalizer.Form.NFKC)
			.toUpperCase(Locale.ROOT)
			.toLowerCase(Locale.ROOT);
		String key = parent + "/" + look;
		Set<String> alike = this.taken.getOrDefault(key, Set.of());
		if (alike.contains(name)) {
			throw bad(listed, "which it has listed before, or a link here leads to");
		}
		if (alike.size() >= MOST_ALIKE) {
			throw bad(listed, "and too many others that look like it");
		}
		for (String other : alike) {
			if (this.twins.areOne(parent, other, name)) {
				throw bad(listed, "which here is the same as '" + other + "'");
			}
		}
		Set<String> more = new HashSet<>(alike);
		more.add(name);
		this.taken.put(key, Set.copyOf(more)); // small: most have one
	}

	private void check(String name) throws FetchException {
		if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0
				|| CONTROL.matcher(name).find()) {
			throw bad(name, "which is no name of a file");
		}
		if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
			throw bad(name, "which has more than " + LONGEST_NAME + " bytes");
		}
		if (PartName.isOne(name)) {
			throw bad(name, "which is the name of a file that is under way");
		}
		if (this.windows && NOT_ON_WINDOWS.matcher(name).matches()) {
			throw bad(name, "which is no name of a file on Windows");
		}
	}

	private static FetchException bad(String name, String why) {
		return new FetchException.Damaged("the server lists '" + name + "', " + why);
	}

}
