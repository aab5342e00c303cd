package io.rushb.client;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

/**
 * A file beside the target, which takes the target's name only when it is whole. What is
 * there and no regular file, a device or a pipe, is written to as it is.
 */
final class PartFile implements Sink, Closeable {

	private static final int NAME_SHOWN = 100;

	private final Path target;

	private final @Nullable Path part;

	private final FileChannel channel;

	private boolean written;

	private PartFile(Path target, @Nullable Path part, FileChannel channel) {
		this.target = target;
		this.part = part;
		this.channel = channel;
	}

	static PartFile open(Path path) throws IOException {
		boolean exists = Files.exists(path);
		Path target = exists ? path.toRealPath() : path.toAbsolutePath();
		if (Files.isDirectory(target)) {
			throw new IOException("it is a directory");
		}
		if (exists && !Files.isRegularFile(target)) {
			return new PartFile(target, null, FileChannel.open(target, StandardOpenOption.WRITE));
		}
		String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
		String name = target.getFileName().toString();
		String shown = name.substring(0, Math.min(name.length(), NAME_SHOWN));
		Path part = target.resolveSibling("." + shown + "." + random + ".part");
		return new PartFile(target, part,
				FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
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

	/** Every byte is there: the target appears, or is replaced, at once. */
	void finish() throws IOException {
		this.channel.close();
		if (this.part != null) {
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
