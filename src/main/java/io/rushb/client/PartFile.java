package io.rushb.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A regular file that is fetched. Its bytes are gathered in a part beside it (see
 * {@link PartName}), and it gets them only when all are there: until then a file of its
 * name stays as it was. In the end the part is renamed. Where that cannot be done (see
 * {@link Replacement}) it is copied into the file instead; if there can be no part beside
 * the file, it is in the directory for temporary files.
 */
final class PartFile implements FileSink {

	private final Path target;

	/** {@code null} if it has no name any more. */
	private final @Nullable Path part;

	private final FileChannel channel;

	/** Where the bytes are copied to; {@code null} if the part is renamed. */
	private final @Nullable FileChannel copy;

	private final MadeDirectories made;

	/** What is there of a file that is fetched in parts. */
	private final @Nullable PartRecord record;

	private boolean finished;

	PartFile(Path target, @Nullable Path part, FileChannel channel, @Nullable FileChannel copy, MadeDirectories made,
			@Nullable PartRecord record) {
		this.target = target;
		this.part = part;
		this.channel = channel;
		this.copy = copy;
		this.made = made;
		this.record = record;
	}

	static PartFile open(Path path, boolean makeDirectories, boolean goOn, FetchListener listener) throws IOException {
		Path target = LinkedPath.end(path);
		Path directory = Objects.requireNonNull(target.getParent());
		MadeDirectories made = makeDirectories ? MadeDirectories.make(directory) : MadeDirectories.NONE;
		if (!Files.isDirectory(directory)) {
			throw new IOException("there is no directory " + directory);
		}
		PartFile left = goOn ? left(Files.exists(target) ? target.toRealPath() : target) : null;
		if (left != null) {
			return left;
		}
		if (Files.exists(target)) {
			return replacing(target.toRealPath(), listener);
		}
		Path part = create(target, listener);
		return new PartFile(target, part, openPart(part), null, made, PartRecord.ofNew(part));
	}

	/** What an interrupted run has left, if there is something to go on with. */
	private static @Nullable PartFile left(Path target) throws IOException {
		Path part = PartName.of(target);
		PartRecord record = PartName.isLeft(part) ? PartRecord.read(part) : null;
		if (record == null) {
			return null;
		}
		FileChannel copy = null;
		if (Files.exists(target)) {
			Path probe = PartName.another(target);
			Object user = Replacement.knowsUsers(part) ? Files.getAttribute(part, "unix:uid", LinkOption.NOFOLLOW_LINKS)
					: "";
			boolean renames = Replacement.prepare(target, probe, user);
			Files.deleteIfExists(probe);
			copy = renames ? null : FileChannel.open(target, StandardOpenOption.WRITE);
		}
		return new PartFile(target, part, openLeft(part), copy, MadeDirectories.NONE, record);
	}

	private static PartFile replacing(Path target, FetchListener listener) throws IOException {
		if (!Files.isWritable(target)) {
			throw new IOException("it exists, and you may not write it: change its mode, or take another name");
		}
		Path part;
		try {
			part = create(target, listener);
		}
		catch (FileSystemException ex) { // no file can be made there
			return elsewhere(target);
		}
		Object user = Replacement.knowsUsers(part) ? Files.getAttribute(part, "unix:uid", LinkOption.NOFOLLOW_LINKS)
				: "";
		Files.delete(part);
		if (Replacement.prepare(target, part, user)) {
			return new PartFile(target, part, openPart(part), null, MadeDirectories.NONE, PartRecord.ofNew(part));
		}
		FileChannel copy = FileChannel.open(target, StandardOpenOption.WRITE);
		Files.createFile(part, OwnerOnly.of(part));
		return new PartFile(target, part, openPart(part), copy, MadeDirectories.NONE, PartRecord.ofNew(part));
	}

	/** The part has no name, so that nothing of it is ever left. */
	private static PartFile elsewhere(Path target) throws IOException {
		FileChannel copy = FileChannel.open(target, StandardOpenOption.WRITE);
		Path part = Files.createTempFile("rushb-", ".part");
		FileChannel channel = FileChannel.open(part, StandardOpenOption.READ, StandardOpenOption.WRITE,
				StandardOpenOption.DELETE_ON_CLOSE);
		return new PartFile(target, null, channel, copy, MadeDirectories.NONE, null);
	}

	/**
	 * Makes an empty part; a part of the same file that a killed process left gives way.
	 */
	private static Path create(Path target, FetchListener listener) throws IOException {
		Path part = PartName.of(target);
		if (PartName.isLeft(part)) {
			long bytes = Files.size(part);
			Files.delete(part);
			listener.reclaimed(part, bytes);
		}
		try {
			return Files.createFile(part);
		}
		catch (FileAlreadyExistsException ex) {
			return Files.createFile(PartName.another(target));
		}
		catch (AccessDeniedException ex) {
			throw new FileSystemException(String.valueOf(target.getParent()), null,
					"you may not make files in this directory");
		}
	}

	private static FileChannel openPart(Path part) throws IOException {
		return openLeft(part).truncate(0);
	}

	private static FileChannel openLeft(Path part) throws IOException {
		FileChannel channel = FileChannel.open(part,
				Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
		PartName.hold(part, channel);
		return channel;
	}

	/** The same file, for bytes that come in any order. */
	PlacedSink placed() {
		return new PlacedFile(this.channel, this.record);
	}

	@Override
	public void write(byte[] bytes) throws IOException {
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		while (buffer.hasRemaining()) {
			this.channel.write(buffer);
		}
	}

	@Override
	public boolean canRestart() {
		return true;
	}

	@Override
	public void restart() throws IOException {
		this.channel.truncate(0).position(0);
		if (this.record != null) {
			this.record.forget();
		}
	}

	/**
	 * Every byte is there, and on the disk: the target appears, or is replaced, at once;
	 * or the bytes are copied into it.
	 */
	@Override
	public void finish() throws IOException {
		if (this.copy != null) {
			copyInto(this.copy);
		}
		else {
			this.channel.force(true);
			rename(Objects.requireNonNull(this.part));
		}
		this.finished = true;
	}

	private void rename(Path from) throws IOException {
		try {
			Files.move(from, this.target, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (AtomicMoveNotSupportedException ex) {
			throw ex;
		}
		catch (FileSystemException ex) { // a reason that could not be known before
			try (FileChannel late = FileChannel.open(this.target, StandardOpenOption.WRITE)) {
				copyInto(late);
			}
		}
	}

	private void copyInto(FileChannel file) throws IOException {
		long size = this.channel.size();
		long free = this.target.toFile().getUsableSpace(); // 0 if nobody knows
		long room = free + file.size();
		if (free > 0 && room < size) {
			throw new IOException("there is no room for its " + size + " bytes, only for " + room);
		}
		for (long done = 0; done < size;) {
			done += this.channel.transferTo(done, size - done, file);
		}
		file.truncate(size);
		file.force(true);
	}

	/**
	 * If it was not finished, leaves nothing behind but what a later run can go on with.
	 */
	@Override
	@SuppressWarnings("try") // The copy is only closed.
	public void close() throws IOException {
		PartRecord done = this.record;
		boolean kept = !this.finished && done != null && done.isWorthKeeping();
		try (this.channel; FileChannel closed = this.copy) {
			if (done != null && !kept) {
				done.delete();
			}
			if (this.part != null) {
				if (!kept) {
					Files.deleteIfExists(this.part);
				}
				PartName.release(this.part);
			}
		}
		finally {
			if (!this.finished && !kept) {
				this.made.remove();
			}
		}
	}

}
