package io.rushb.client;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

/**
 * A file beside the target, which takes the target's name only when it is whole. What is
 * there and no regular file, a device or a pipe, is written to as it is.
 */
final class PartFile implements Sink, Closeable {

	private final Path target;

	private final @Nullable Path part;

	private final FileChannel channel;

	/** Those of the file to be replaced; {@code null} if there is none. */
	private final @Nullable Set<PosixFilePermission> permissions;

	private boolean written;

	PartFile(Path target, @Nullable Path part, FileChannel channel, @Nullable Set<PosixFilePermission> permissions) {
		this.target = target;
		this.part = part;
		this.channel = channel;
		this.permissions = permissions;
	}

	static PartFile open(Path path) throws IOException {
		boolean exists = Files.exists(path);
		Path target = exists ? path.toRealPath() : path.toAbsolutePath();
		if (Files.isDirectory(target)) {
			throw new IOException("it is a directory");
		}
		if (exists && !Files.isRegularFile(target)) {
			return new PartFile(target, null, FileChannel.open(target, StandardOpenOption.WRITE), null);
		}
		if (!Files.isDirectory(target.getParent())) {
			throw new IOException("there is no directory " + target.getParent());
		}
		// Nothing of the target's name, which may be as long as names can be.
		String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
		Path part = target.resolveSibling(".rushb." + random + ".part");
		Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
		Set<PosixFilePermission> permissions = exists ? permissions(target) : null;
		// From the first byte on nobody may read it who may not read what it replaces.
		FileChannel channel = (permissions != null)
				? FileChannel.open(part, options, PosixFilePermissions.asFileAttribute(permissions))
				: FileChannel.open(part, options);
		return new PartFile(target, part, channel, permissions);
	}

	private static @Nullable Set<PosixFilePermission> permissions(Path file) throws IOException {
		PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
		return (view != null) ? view.readAttributes().permissions() : null;
	}

	@Override
	public void write(byte[] bytes) throws IOException {
		this.written = true;
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		while (buffer.hasRemaining()) {
			this.channel.write(buffer);
		}
	}

	/** What went to a device or a pipe is gone. */
	@Override
	public boolean canRestart() {
		return this.part != null || !this.written;
	}

	@Override
	public void restart() throws IOException {
		if (this.part != null) {
			this.channel.truncate(0);
		}
	}

	/**
	 * Every byte is there, and on the disk: the target appears, or is replaced, at once.
	 */
	void finish() throws IOException {
		if (this.part != null) {
			this.channel.force(true);
		}
		this.channel.close();
		if (this.part != null) {
			if (this.permissions != null) { // all of them: some may have been masked
				Files.setPosixFilePermissions(this.part, this.permissions);
			}
			Files.move(this.part, this.target, StandardCopyOption.ATOMIC_MOVE);
		}
	}

	/** Leaves nothing behind if it was not finished. */
	@Override
	public void close() throws IOException {
		this.channel.close();
		if (this.part != null) {
			Files.deleteIfExists(this.part);
		}
	}

}
