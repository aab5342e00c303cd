package io.rushb.session;

import java.io.IOException;

import io.rushb.wire.PacketCodec;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a resource in memory. A worker reads it once, outside of the core, because a
 * read may block. The core uses the bytes after it was told that the read is over. From
 * then on they never change, and all sessions at this place of the resource are served
 * from them.
 */
public final class Chunk {

	private final ContentSource source;

	private final long start;

	private final byte[] bytes;

	private final int length;

	private int count;

	private @Nullable Throwable failure;

	/**
	 * Whether the core knows that the read is over. Before that a worker may write to the
	 * bytes.
	 */
	private boolean read;

	private int users;

	/**
	 * Makes a chunk that is still to be read.
	 * @param source the resource
	 * @param start where in the resource it begins, in bytes
	 * @param bytes the array to read into, from its first byte on
	 */
	Chunk(ContentSource source, long start, byte[] bytes) {
		this.source = source;
		this.start = start;
		this.bytes = bytes;
		this.length = (int) Math.min(bytes.length, source.size() - start);
	}

	/**
	 * Makes the first chunk of a resource: the first segment, which is all that an
	 * unproven address is sent.
	 * @param source the resource
	 * @return the chunk, still to be read
	 */
	public static Chunk first(ContentSource source) {
		return single(source, 0);
	}

	/** Makes a chunk of one segment, which takes up no share of the budget. */
	static Chunk single(ContentSource source, long start) {
		long left = source.size() - start;
		return new Chunk(source, start, new byte[(int) Math.min(PacketCodec.MAX_PAYLOAD, left)]);
	}

	/**
	 * Reads it. A failure is kept for the sessions.
	 */
	public void read() {
		try {
			if (this.length > 0) {
				this.count = this.source.read(this.start, this.bytes, 0, this.length);
			}
		}
		catch (IOException | RuntimeException | VirtualMachineError ex) {
			this.failure = ex;
		}
	}

	/**
	 * Returns why it could not be read, once {@link #read()} is over.
	 * @return the failure, {@code null} if there was none
	 */
	public @Nullable Throwable failure() {
		return this.failure;
	}

	/** Called when the read is over. */
	void readEnds() {
		this.read = true;
	}

	/** Whether the read is over, successful or not. */
	boolean isRead() {
		return this.read;
	}

	/**
	 * Returns why the bytes could not be read.
	 * @return a phrase for the log, {@code null} if all were read or are still being read
	 */
	@Nullable String problem() {
		if (!this.read) {
			return null;
		}
		if (this.failure != null) {
			return "cannot be read any more: " + this.failure;
		}
		return (this.count < this.length) ? "was shortened" : null;
	}

	/**
	 * Whether the longest segment that may begin at a position ends in this chunk too.
	 */
	boolean holdsSegmentAt(long position) {
		long left = this.start + this.length - position;
		return position >= this.start && left > 0 && (left >= PacketCodec.MAX_PAYLOAD || isLast());
	}

	/**
	 * Returns whether the resource ends with it.
	 * @return whether it holds the resource's last byte
	 */
	public boolean isLast() {
		return this.start + this.length == this.source.size();
	}

	/** Where in {@link #bytes()} a position of the resource is. */
	int offset(long position) {
		return (int) (position - this.start);
	}

	byte[] bytes() {
		return this.bytes;
	}

	/** How many of {@link #bytes()} belong to the resource. */
	int length() {
		return this.length;
	}

	long start() {
		return this.start;
	}

	/** Counts one more user; returns whether it is the first. */
	boolean use() {
		return ++this.users == 1;
	}

	/** Counts one user less; returns whether it was the last. */
	boolean letGo() {
		this.users--;
		assert this.users >= 0;
		return this.users == 0;
	}

}
