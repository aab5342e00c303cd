package io.rushb.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.rushb.endpoint.ContentStore;
import io.rushb.endpoint.ResourceName;
import io.rushb.endpoint.TooManyOpenFilesException;
import io.rushb.session.ContentSource;
import io.rushb.wire.ReservedName;
import org.jspecify.annotations.Nullable;

/**
 * The regular files below one directory (rule S8). The root is opened again for each
 * request, so that it may disappear and come back.
 */
public final class DirectoryContentStore implements ContentStore {

	/**
	 * How many attempts are made. Even a file that is written to all the time does not
	 * change during each of them.
	 */
	private static final int ATTEMPTS = 10;

	/** What Kubernetes links a ConfigMap's {@code ..data} to: a time and some digits. */
	private static final Pattern KUBERNETES = Pattern.compile("\\.\\.\\d{4}_\\d\\d_\\d\\d_\\d\\d_\\d\\d_\\d\\d\\.\\d+");

	private final Path root;

	private final boolean hidden;

	private final LinkPolicy links;

	private final FlawedFiles flawed = new FlawedFiles();

	private final KnownSizes sizes = new KnownSizes();

	private final Lists lists;

	private final @Nullable FileDigests digests;

	/**
	 * Makes a store without lists and digests.
	 * @param root the directory
	 * @param hidden whether files and directories whose names begin with a dot may be had
	 * @param links which symbolic links are followed
	 */
	public DirectoryContentStore(Path root, boolean hidden, LinkPolicy links) {
		this(root, hidden, links, false, null);
	}

	/**
	 * Makes a store.
	 * @param root the directory
	 * @param hidden whether files and directories whose names begin with a dot may be had
	 * @param links which symbolic links are followed
	 * @param listing whether directories are listed (rule P10)
	 * @param digests where digests come from (rule P9); {@code null} for none
	 */
	public DirectoryContentStore(Path root, boolean hidden, LinkPolicy links, boolean listing,
			@Nullable FileDigests digests) {
		this.root = root.toAbsolutePath().normalize();
		this.hidden = hidden;
		this.links = links;
		this.lists = new Lists(listing);
		this.digests = digests;
	}

	/**
	 * Returns the directory.
	 * @return its absolute path
	 */
	public Path root() {
		return this.root;
	}

	/**
	 * Describes configuration problems that the operator should know.
	 * @return sentences for the log; none if all is well
	 */
	public List<String> warnings() {
		List<String> warnings = new ArrayList<>();
		Path reserved = this.root.resolve(ReservedName.DIRECTORY);
		if (Files.exists(reserved, LinkOption.NOFOLLOW_LINKS)) { // P1
			warnings.add(reserved + " is not served: names below .rushb/ are the protocol's own");
		}
		String encoding = FileNames.wrongEncoding();
		if (encoding != null) {
			warnings.add("The locale's encoding is " + encoding + ". Files are served by their UTF-8 names all the "
					+ "same, but command line options and environment variables may hold ASCII characters only: "
					+ "set LC_ALL=C.UTF-8");
		}
		return warnings;
	}

	/**
	 * Lists the files directly below the root that a GET may have. Each is opened as for
	 * a GET, so the list shows nothing that a GET would refuse.
	 * @param most how many files to name, 0 or more
	 * @return the files
	 * @throws IOException if the root cannot be read
	 */
	public RootListing list(int most) throws IOException {
		return RootListing.of(this, most);
	}

	@Override
	public @Nullable FileSource open(ResourceName name) throws IOException {
		FileSource file = name.equals(ResourceName.ROOT) ? null : find(name, this::open);
		if (file != null) {
			file.digestBy(new FileSource.Digest(this, name, this.digests));
		}
		return file;
	}

	@Override
	public @Nullable ContentSource list(ResourceName directory) throws IOException {
		byte[] text = this.lists.isEnabled()
				? find(directory, (top, relative) -> new DirectoryListing(this, directory).text()) : null;
		return (text != null) ? this.lists.source(text) : null;
	}

	/** Goes down to a directory that may be listed. */
	Descent descend(ResourceName directory) throws IOException {
		Descent descent = find(directory, Descent::toDirectory);
		if (descent == null) {
			throw new NoSuchFileException(directory.toString());
		}
		return descent;
	}

	/** When a directory was changed; {@code null} if it is none that may be listed. */
	@Nullable String directoryModified(ResourceName directory) throws IOException {
		return find(directory, (top, relative) -> {
			try (Descent descent = Descent.toDirectory(top, relative)) {
				return descent.modified();
			}
		});
	}

	/**
	 * Applies an action to the path that a name leads to; returns {@code null} if it may
	 * not be served. Few paths have links in them, so the system is asked for the real
	 * path only if there seems to be a link, because that takes longer than everything
	 * else.
	 */
	private <T> @Nullable T find(ResourceName name, LinkFreeStep<T> step) throws IOException {
		if (isHidden(name)) {
			return null;
		}
		try {
			Path relative = name.equals(ResourceName.ROOT) ? this.root.getFileSystem().getPath("")
					: FileNames.path(name.toString());
			// On Windows, "C:" is a legal part of a name.
			return (relative.getRoot() != null) ? null : find(relative, step);
		}
		catch (InvalidPathException ex) { // S8: a name that this file system cannot have
			return null;
		}
		catch (FileSystemException ex) {
			if (OpenFailure.isForWantOfDescriptors(ex)) {
				throw new TooManyOpenFilesException(ex);
			}
			if (OpenFailure.isOf(this.root, ex)) { // a failing disk
				throw ex;
			}
			return null; // S8: missing and forbidden are answered alike
		}
	}

	private <T> @Nullable T find(Path relative, LinkFreeStep<T> step) throws IOException {
		try {
			return step.take(this.root, relative);
		}
		catch (FileSystemException ex) {
			if (this.links == LinkPolicy.NEVER || ex instanceof NoSuchFileException
					|| OpenFailure.isForWantOfDescriptors(ex)) {
				throw ex;
			}
			return findBehindLinks(relative, step);
		}
	}

	private <T> @Nullable T findBehindLinks(Path relative, LinkFreeStep<T> step) throws IOException {
		Path realRoot = this.root.toRealPath();
		Path path = realRoot.resolve(relative).toRealPath();
		if (!path.startsWith(realRoot) || path.equals(realRoot)) {
			return null;
		}
		Path real = realRoot.relativize(path);
		return isHidden(real) ? null : step.take(realRoot, real);
	}

	private boolean isHidden(ResourceName name) {
		return !this.hidden && name.parts().stream().anyMatch((part) -> part.startsWith("."));
	}

	/**
	 * Whether a link leads to something hidden. Kubernetes puts the files of a ConfigMap
	 * into a directory with a hidden name and makes links to them: these links are meant
	 * to be visible.
	 */
	private boolean isHidden(Path relative) {
		if (relative.getName(0).toString().equals(ReservedName.DIRECTORY)) { // P1
			return true;
		}
		if (!this.hidden) {
			for (Path part : relative) {
				if (part.toString().startsWith(".") && !KUBERNETES.matcher(part.toString()).matches()) {
					return true;
				}
			}
		}
		return false;
	}

	private @Nullable FileSource open(Path top, Path relative) throws IOException {
		Path name = relative.getFileName();
		try (Descent descent = Descent.toParent(top, relative)) {
			if (!descent.isSecure()) {
				return openPlainly(top.toRealPath().resolve(relative));
			}
			SecureDirectoryStream<Path> directory = descent.stream();
			Path place = descent.at(name);
			return open(name, view(directory, place), () -> (FileChannel) directory.newByteChannel(place,
					Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)), () -> look(top, relative));
		}
	}

	/** Checks a file again, on the same path as it was opened (rule S7). */
	private static FileVersion look(Path top, Path relative) throws IOException {
		try (Descent descent = Descent.toParent(top, relative)) {
			return FileVersion.of(view(descent.stream(), descent.at(relative.getFileName())).readAttributes());
		}
		catch (FileSystemException ex) {
			throw OpenFailure.isForWantOfDescriptors(ex) ? new TooManyOpenFilesException(ex) : ex;
		}
	}

	private static BasicFileAttributeView view(SecureDirectoryStream<Path> directory, Path place) {
		return directory.getFileAttributeView(place, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
	}

	/**
	 * For platforms that cannot open files relative to a directory. There the check and
	 * the opening are two steps, and somebody with access to the root could act between
	 * them.
	 */
	@Nullable FileSource openPlainly(Path path) throws IOException {
		if (!path.equals(path.toRealPath())) {
			throw leadsElsewhere(path);
		}
		BasicFileAttributeView view = Files.getFileAttributeView(path, BasicFileAttributeView.class,
				LinkOption.NOFOLLOW_LINKS);
		return open(path, view, () -> FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS),
				() -> FileVersion.of(view.readAttributes()));
	}

	/**
	 * Opens a file and reads its attributes. If the name is given to another file in
	 * between, the attributes are of another file; so both are compared again.
	 */
	@Nullable FileSource open(Path name, BasicFileAttributeView view, Opening opening, FileSource.Look look) throws IOException {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			Instant asked = Instant.now();
			BasicFileAttributes attributes = view.readAttributes();
			if (attributes.isSymbolicLink()) {
				throw leadsElsewhere(name);
			}
			if (!attributes.isRegularFile()) { // before opening: a FIFO would block
				return null;
			}
			FileVersion version = FileVersion.of(attributes);
			boolean settled = version.isSettled(asked) && this.sizes.isSteady(version, asked);
			FileSource source = new FileSource(opening.open(), version, settled, this.flawed, look);
			if (isStill(version, view)) {
				return source;
			}
			source.close();
		}
		throw new FileSystemException(name.toString(), null, "is changed again and again");
	}

	private static boolean isStill(FileVersion version, BasicFileAttributeView view) {
		try {
			return version.equals(FileVersion.of(view.readAttributes()));
		}
		catch (IOException ex) {
			return false; // the next attempt meets the same trouble, before it opens
		}
	}

	private static FileSystemException leadsElsewhere(Path path) {
		return new FileSystemException(path.toString(), null, "is reached by a symbolic link");
	}

	/** Opens a file whose attributes have been read. */
	@FunctionalInterface
	interface Opening {

		FileChannel open() throws IOException;

	}

	/** An action on a path that has no links in it. */
	@FunctionalInterface
	private interface LinkFreeStep<T> {

		@Nullable T take(Path top, Path relative) throws IOException;

	}

}
