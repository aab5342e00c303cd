package io.rushb.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
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
import java.util.Set;

import io.rushb.endpoint.ContentStore;
import io.rushb.endpoint.ResourceName;
import org.jspecify.annotations.Nullable;

/**
 * The regular files below one directory (rule S8). The root is looked up anew at each
 * request, so that it may disappear and come back.
 */
public final class DirectoryContentStore implements ContentStore {

	/** So often a file that is written to all the time is found at rest once. */
	private static final int ATTEMPTS = 10;

	private final Path root;

	private final boolean hidden;

	private final LinkPolicy links;

	private final FlawedFiles flawed = new FlawedFiles();

	/**
	 * Makes a store.
	 * @param root the directory
	 * @param hidden whether files and directories whose names begin with a dot may be had
	 * @param links which symbolic links are followed
	 */
	public DirectoryContentStore(Path root, boolean hidden, LinkPolicy links) {
		this.root = root.toAbsolutePath().normalize();
		this.hidden = hidden;
		this.links = links;
	}

	/**
	 * Returns the directory.
	 * @return its absolute path
	 */
	public Path root() {
		return this.root;
	}

	/**
	 * Lists the files directly below the root that a GET may have. Each is opened as for
	 * a GET, so that nothing else is told of.
	 * @param most how many files to name, 0 or more
	 * @return the files
	 * @throws IOException if the root cannot be read
	 */
	public RootListing list(int most) throws IOException {
		return RootListing.of(this, most);
	}

	@Override
	public @Nullable FileSource open(ResourceName name) throws IOException {
		try {
			return isHidden(name) ? null : open(this.root.getFileSystem().getPath(name.toString()));
		}
		catch (InvalidPathException ex) { // S8: a name that this file system cannot have
			return null;
		}
		catch (FileSystemException ex) {
			if (isForWantOfDescriptors(ex)) {
				throw ex;
			}
			return null; // S8: missing and forbidden are answered alike
		}
	}

	/**
	 * Few paths have links in them: only when there seems to be one is the system asked
	 * for the real path, which takes longer than all the rest.
	 */
	private @Nullable FileSource open(Path relative) throws IOException {
		if (relative.getRoot() != null) { // on Windows, "C:" is a legal part of a name
			return null;
		}
		try {
			return open(this.root, relative);
		}
		catch (FileSystemException ex) {
			if (this.links == LinkPolicy.NEVER || ex instanceof NoSuchFileException || isForWantOfDescriptors(ex)) {
				throw ex;
			}
			return openBehindLinks(relative);
		}
	}

	private boolean isHidden(ResourceName name) {
		return !this.hidden && name.parts().stream().anyMatch((part) -> part.startsWith("."));
	}

	private @Nullable FileSource openBehindLinks(Path relative) throws IOException {
		Path realRoot = this.root.toRealPath();
		Path path = realRoot.resolve(relative).toRealPath();
		if (!path.startsWith(realRoot) || path.equals(realRoot)) {
			return null;
		}
		Path real = realRoot.relativize(path);
		return isHidden(real) ? null : open(realRoot, real);
	}

	private boolean isHidden(Path relative) {
		if (!this.hidden) {
			for (Path part : relative) {
				if (part.toString().startsWith(".")) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Opens a path that has no links in it, or fails. Each step is taken from the
	 * directory opened before and follows no link, so that nobody can put a link under
	 * our feet between a check and the opening.
	 */
	private @Nullable FileSource open(Path top, Path relative) throws IOException {
		Path name = relative.getFileName();
		try (DirectoryStream<Path> parent = openParent(top, relative)) {
			if (!(parent instanceof SecureDirectoryStream<Path> directory)) {
				return openPlainly(top.toRealPath().resolve(relative));
			}
			return open(name, view(directory, name), () -> (FileChannel) directory.newByteChannel(name,
					Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)), () -> look(top, relative));
		}
	}

	/** Looks at a file again, the same way as it was opened (rule S7). */
	private static FileVersion look(Path top, Path relative) throws IOException {
		try (DirectoryStream<Path> parent = openParent(top, relative)) {
			return FileVersion.of(view(secure(parent), relative.getFileName()).readAttributes());
		}
	}

	private static DirectoryStream<Path> openParent(Path top, Path relative) throws IOException {
		DirectoryStream<Path> directory = Files.newDirectoryStream(top);
		if (directory instanceof SecureDirectoryStream) {
			for (int i = 0; i < relative.getNameCount() - 1; i++) {
				try (DirectoryStream<Path> outer = directory) {
					directory = secure(outer).newDirectoryStream(relative.getName(i), LinkOption.NOFOLLOW_LINKS);
				}
			}
		}
		return directory;
	}

	private static BasicFileAttributeView view(SecureDirectoryStream<Path> directory, Path name) {
		return directory.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
	}

	/**
	 * Where a platform cannot open files relative to a directory: the check and the
	 * opening are two steps, between which somebody with access to the root could act.
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
	 * Opens a file together with what is known of it. The name may be given to another
	 * file in between: then the size of one would be that of the other.
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
			FileSource source = new FileSource(opening.open(), version, asked, this.flawed, look);
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

	private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> directory) throws IOException {
		if (directory instanceof SecureDirectoryStream<Path> secure) {
			return secure;
		}
		throw new IOException("this platform cannot open files relative to a directory");
	}

	private static FileSystemException leadsElsewhere(Path path) {
		return new FileSystemException(path.toString(), null, "is reached by a symbolic link");
	}

	/** EMFILE and ENFILE have no exception class of their own. */
	private static boolean isForWantOfDescriptors(FileSystemException ex) {
		String reason = ex.getReason();
		return reason != null && reason.startsWith("Too many open files");
	}

	/** Opens a file that has been looked at. */
	@FunctionalInterface
	interface Opening {

		FileChannel open() throws IOException;

	}

}
