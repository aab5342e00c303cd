package io.rushb.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A regular file that is fetched. Its bytes are collected in a partial file beside it
 * (see {@link PartName}), here called the part; until all have come, an existing file
 * stays as it was. At the end the part is renamed. If that is not possible (see
 * {@link Replacement}), it is copied into the file; if no part can be made beside the
 * file, it is made in the directory for temporary files.
 */
final class PartFile implements FileSink {

	private final Path target;

	/** {@code null} if it no longer has a name. */
	private final @Nullable Path part;

	private final FileChannel channel;

	/** Where the bytes are copied to; {@code null} if the part is renamed. */
	private final @Nullable FileChannel copy;

	private final MadeDirectories made;

	/** The record of the finished segments; {@code null} if none is kept. */
	private final @Nullable PartRecord record;

	private boolean finished;

	/** Whether the name of the part was released: another fetch may have it by now. */
	private boolean renamed;

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
		Path end = LinkedPath.end(path);
		Path directory = Objects.requireNonNull(end.getParent());
		MadeDirectories made = makeDirectories ? MadeDirectories.make(directory) : MadeDirectories.NONE;
		if (!Files.isDirectory(directory)) {
			throw new IOException("there is no directory " + directory);
		}
		boolean exists = Files.exists(end);
		// One name for each file, because parts are identified by their names.
		Path target = exists ? end.toRealPath() : directory.toRealPath().resolve(end.getFileName());
		if (exists && !Files.isWritable(target)) {
			throw new IOException("it exists, and you may not write it: change its mode, or take another name");
		}
		PartFile left = goOn ? left(target, exists) : null;
		if (left != null) {
			return left;
		}
		if (exists) {
			return replacing(target, listener);
		}
		try {
			requirePossible(target);
			return anew(target, made, listener);
		}
		catch (IOException ex) {
			made.remove();
			throw ex;
		}
	}

	/** A name that is too long, for example, is noticed before anything is fetched. */
	private static void requirePossible(Path file) throws IOException {
		try {
			Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
		}
		catch (NoSuchFileException ex) {
			return; // it is to be made
		}
	}

	private static PartFile anew(Path target, MadeDirectories made, FetchListener listener) throws IOException {
		HeldPart part = HeldPart.make(target, listener, (place) -> {
			Files.createFile(place);
			return true;
		});
		return new PartFile(target, part.path(), part.channel(), null, made, PartRecord.ofNew(part.path()));
	}

	/** The part of an interrupted run, if it can be resumed. */
	private static @Nullable PartFile left(Path target, boolean exists) throws IOException {
		HeldPart part = HeldPart.left(PartName.of(target));
		if (part == null) {
			return null;
		}
		PartFile file = null;
		try {
			PartRecord record = PartRecord.read(part.path());
			if (record != null) {
				FileChannel copy = (exists && !isReplacedBy(target, part.path()))
						? FileChannel.open(target, StandardOpenOption.WRITE) : null;
				file = new PartFile(target, part.path(), part.channel(), copy, MadeDirectories.NONE, record);
			}
			return file;
		}
		finally {
			if (file == null) {
				part.leave();
			}
		}
	}

	/** Whether a part can be renamed to a file that exists. */
	private static boolean isReplacedBy(Path target, Path part) throws IOException {
		Path probe = PartName.another(target);
		try {
			return Replacement.prepare(target, probe, user(part));
		}
		finally {
			Files.deleteIfExists(probe);
		}
	}

	/** The number of this user, as the files that it makes have it. */
	private static Object user(Path made) throws IOException {
		return Replacement.knowsUsers(made) ? Files.getAttribute(made, "unix:uid", LinkOption.NOFOLLOW_LINKS) : "";
	}

	private static PartFile replacing(Path target, FetchListener listener) throws IOException {
		Object user;
		try {
			Path probe = Files.createFile(PartName.another(target));
			user = user(probe);
			Files.delete(probe);
		}
		catch (FileSystemException ex) { // no file can be made there
			return elsewhere(target);
		}
		HeldPart part = HeldPart.make(target, listener, (place) -> {
			boolean alike = Replacement.prepare(target, place, user);
			if (!alike) {
				Files.createFile(place, OwnerOnly.of(place));
			}
			return alike;
		});
		try {
			FileChannel copy = part.alike() ? null : FileChannel.open(target, StandardOpenOption.WRITE);
			return new PartFile(target, part.path(), part.channel(), copy, MadeDirectories.NONE,
					PartRecord.ofNew(part.path()));
		}
		catch (IOException ex) {
			Files.deleteIfExists(part.path());
			part.leave();
			throw ex;
		}
	}

	/** The part has no name, so that nothing of it is left behind. */
	private static PartFile elsewhere(Path target) throws IOException {
		FileChannel copy = FileChannel.open(target, StandardOpenOption.WRITE);
		Path part = Files.createTempFile("rushb-", ".part");
		FileChannel channel = FileChannel.open(part, StandardOpenOption.READ, StandardOpenOption.WRITE,
				StandardOpenOption.DELETE_ON_CLOSE);
		return new PartFile(target, null, channel, copy, MadeDirectories.NONE, null);
	}

	/** The same file, for bytes that come in any order. */
	PlacedSink placed() {
		return new PlacedFile(this.channel, this.record);
	}

	/**
	 * Bytes come from the first one on, so the part of an earlier run is of no use.
	 */
	private void beginAnew() throws IOException {
		if (this.record != null && this.record.isOfEarlierRun()) {
			restart();
		}
	}

	@Override
	public void write(byte[] bytes) throws IOException {
		beginAnew();
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
		if (this.record != null) { // first: a record never tells of more than is there
			this.record.forget();
		}
		this.channel.truncate(0).position(0);
	}

	/**
	 * Called when every byte is on the disk: renames the part to the target, or copies
	 * its bytes into it.
	 */
	@Override
	public void finish() throws IOException {
		beginAnew(); // an empty file has no bytes to write
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
			return;
		}
		this.renamed = true;
		this.finished = true;
		if (this.record != null) {
			this.record.delete();
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
	 * If it was not finished, leaves only files that a later run can resume from.
	 */
	@Override
	@SuppressWarnings("try") // The copy is only closed.
	public void close() throws IOException {
		PartRecord done = this.record;
		Path name = this.part;
		boolean kept = !this.finished && done != null && done.isWorthKeeping() && PartName.of(this.target).equals(name);
		try (this.channel; FileChannel closed = this.copy) {
			if (!kept && !this.renamed) {
				if (done != null) {
					done.delete();
				}
				if (name != null) {
					Files.deleteIfExists(name);
				}
			}
		}
		finally {
			if (name != null) {
				PartName.release(name);
			}
			if (!this.finished && !kept) {
				this.made.remove();
			}
		}
	}

}
