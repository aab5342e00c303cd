package io.rushb.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The way from a top directory down to one below it. Each step opens a directory relative
 * to the one before and follows no link, so nobody can put a link in the path between a
 * check and the opening.
 * <p>
 * A directory that may be passed but not read (mode 711) cannot be opened by Java. It is
 * passed by name instead, together with the next step. This is done only if only trusted
 * users could put a link in its place: the directory around it belongs to root, to the
 * service's user or to the owner of the top directory, and nobody else may write to it.
 */
final class Descent implements Closeable {

	private static final Set<PosixFilePermission> OTHERS_WRITE = Set.of(PosixFilePermission.GROUP_WRITE,
			PosixFilePermission.OTHERS_WRITE);

	private final Path top;

	private DirectoryStream<Path> directory;

	/** The unreadable directories passed since the last one that was opened. */
	private @Nullable Path passed;

	private Descent(Path top, DirectoryStream<Path> directory) {
		this.top = top;
		this.directory = directory;
	}

	/**
	 * Goes down to the directory that holds the last name of a path.
	 * @param top where to begin
	 * @param relative a path below it
	 * @return the way, to be closed
	 * @throws IOException if a step cannot be taken
	 */
	static Descent toParent(Path top, Path relative) throws IOException {
		return to(top, relative, relative.getNameCount() - 1);
	}

	/**
	 * Goes down to a directory that can be read.
	 * @param top where to begin
	 * @param relative a path below it; an empty one is the top itself
	 * @return the way, to be closed
	 * @throws IOException if a step cannot be taken
	 */
	static Descent toDirectory(Path top, Path relative) throws IOException {
		Descent descent = to(top, relative, relative.toString().isEmpty() ? 0 : relative.getNameCount());
		if (descent.passed != null) {
			descent.close();
			throw new AccessDeniedException(relative.toString());
		}
		return descent;
	}

	private static Descent to(Path top, Path relative, int steps) throws IOException {
		Descent descent = new Descent(top, Files.newDirectoryStream(top));
		try {
			for (int i = 0; i < steps && descent.isSecure(); i++) {
				descent.enter(relative.getName(i));
			}
			return descent;
		}
		catch (IOException | RuntimeException ex) {
			descent.close();
			throw ex;
		}
	}

	/** Whether this platform can open files relative to a directory. */
	boolean isSecure() {
		return this.directory instanceof SecureDirectoryStream;
	}

	private void enter(Path name) throws IOException {
		SecureDirectoryStream<Path> outer = stream();
		Path step = at(name);
		DirectoryStream<Path> inner;
		try {
			requireDirectory(outer, step);
			inner = outer.newDirectoryStream(step, LinkOption.NOFOLLOW_LINKS);
		}
		catch (AccessDeniedException ex) {
			if (!isHeldByTrusted(outer)) {
				throw ex;
			}
			this.passed = step;
			return;
		}
		this.directory = inner;
		this.passed = null;
		outer.close();
	}

	/** Java would open a FIFO before it sees that it is none, and wait for its writer. */
	private static void requireDirectory(SecureDirectoryStream<Path> outer, Path step) throws IOException {
		BasicFileAttributeView view = outer.getFileAttributeView(step, BasicFileAttributeView.class,
				LinkOption.NOFOLLOW_LINKS);
		if (!view.readAttributes().isDirectory()) {
			throw new NotDirectoryException(step.toString());
		}
	}

	/** Whether nobody else can replace what the directory reached so far holds. */
	private boolean isHeldByTrusted(SecureDirectoryStream<Path> outer) throws IOException {
		PosixFileAttributeView view = (this.passed == null) ? outer.getFileAttributeView(PosixFileAttributeView.class)
				: outer.getFileAttributeView(this.passed, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
		if (view == null) {
			return false;
		}
		PosixFileAttributes holder = view.readAttributes();
		return holder.permissions().stream().noneMatch(OTHERS_WRITE::contains) && isTrusted(holder.owner());
	}

	private boolean isTrusted(UserPrincipal owner) throws IOException {
		return owner.equals(Files.getOwner(this.top)) || isOwnerOf(owner, Path.of("/"))
				|| isOwnerOf(owner, Path.of("/proc/self"));
	}

	/** Root owns the first, the service's user owns the second. */
	private static boolean isOwnerOf(UserPrincipal owner, Path path) throws IOException {
		return Files.exists(path) && owner.equals(Files.getOwner(path));
	}

	/** The directory that was reached, or the last before it that can be read. */
	SecureDirectoryStream<Path> stream() throws IOException {
		return secure(this.directory);
	}

	/** Where a name of the directory that was reached is, as seen from the stream. */
	Path at(Path name) {
		return (this.passed != null) ? this.passed.resolve(name) : name;
	}

	/** When the directory that was reached was changed. */
	String modified() throws IOException {
		return stream().getFileAttributeView(BasicFileAttributeView.class)
			.readAttributes()
			.lastModifiedTime()
			.toInstant()
			.toString();
	}

	private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> directory) throws IOException {
		if (directory instanceof SecureDirectoryStream<Path> secure) {
			return secure;
		}
		throw new IOException("this platform cannot open files relative to a directory");
	}

	@Override
	public void close() throws IOException {
		this.directory.close();
	}

}
