package io.rushb.session;

import io.rushb.wire.Options;
import org.jspecify.annotations.Nullable;

/**
 * Reads a resource for one session and cuts it into segments. It holds the chunk that the
 * session has come to, and the next one. {@link WholeStream} and {@link PartStream}
 * decide where to cut.
 */
abstract sealed class ContentStream permits WholeStream, PartStream {

	/**
	 * The next chunk is read when a quarter of the current one is left: sending that
	 * takes longer than a read.
	 */
	private static final int LOW_PART = 4;

	private final Content content;

	/** Where the last byte to be sent ends. */
	private final long end;

	private @Nullable Chunk chunk;

	private @Nullable Chunk ahead;

	private long position;

	private int cutLength;

	/** Whether the resource has been checked after its last byte was read (rule S7). */
	private boolean lookedAt;

	private boolean lookAsked;

	private @Nullable String problem;

	/**
	 * Makes a stream whose first chunk is in memory.
	 * @param content the resource, sent as a whole
	 * @param first its first segment, read; if that is the whole resource, it has been
	 * checked since
	 */
	ContentStream(Content content, Chunk first) {
		this.content = content;
		this.end = content.source().size();
		this.chunk = first;
		this.lookedAt = first.isLast();
		first.use();
		first.readEnds();
		noteProblem();
	}

	/**
	 * Makes a stream that has nothing in memory yet.
	 * @param content the resource
	 * @param position where the first byte to be sent is
	 * @param end where the last byte to be sent ends
	 */
	ContentStream(Content content, long position, long end) {
		this.content = content;
		this.position = position;
		this.end = end;
	}

	/** The result of {@link #next()}. */
	enum Next {

		/** A segment is ready to be sent. */
		SEGMENT,
		/** Its bytes have not been read yet. */
		UNREAD,
		/** The resource must be checked before its last segment is sent (rule S7). */
		NOT_LOOKED_AT,
		/** There is none: every byte has been taken. */
		END,
		/** The resource can no longer be sent unharmed (rule S7). */
		BROKEN

	}

	/**
	 * Finds the next segment, without taking it.
	 */
	Next next() {
		noteProblem();
		if (this.problem != null) {
			return Next.BROKEN;
		}
		if (isAtEnd()) {
			return afterEnd();
		}
		Chunk present = this.chunk;
		if (present == null || !present.holdsSegmentAt(this.position) || !present.isRead()) {
			return Next.UNREAD;
		}
		return (isLookDue() && !this.lookedAt) ? Next.NOT_LOOKED_AT : Next.SEGMENT;
	}

	/** What follows when all bytes have been cut. */
	abstract Next afterEnd();

	/** Whether the resource must have been checked before the next cut (rule S7). */
	abstract boolean isLookDue();

	/**
	 * Makes the next DAT.
	 * @param options the options of the session
	 * @param sequence the packet's number
	 * @param datagram where to make it
	 * @return whether it was made; not if the resource turns out to have a flaw
	 */
	abstract boolean cut(Options options, int sequence, byte[] datagram);

	/** The chunk that the next segment is in. */
	Chunk chunk() {
		Chunk present = this.chunk;
		assert present != null;
		return present;
	}

	/** These bytes have been cut. */
	void took(int bytes) {
		this.cutLength = bytes;
		this.position += bytes;
	}

	/** The resource cannot be sent. */
	void breaks(String why) {
		this.problem = why;
	}

	boolean isLookedAt() {
		return this.lookedAt;
	}

	boolean isAtEnd() {
		return this.position == this.end;
	}

	/** How many bytes have not been cut yet. */
	long left() {
		return this.end - this.position;
	}

	long position() {
		return this.position;
	}

	Content content() {
		return this.content;
	}

	/** Asks once for a check of the resource, if it is needed now. */
	void askLook(Outbox outbox) {
		if (!this.lookAsked && next() == Next.NOT_LOOKED_AT) {
			this.lookAsked = true;
			outbox.look();
		}
	}

	/** The resource was checked. */
	void lookedAt(@Nullable String wrong) {
		this.lookedAt = true;
		if (wrong != null && this.problem == null) {
			this.problem = wrong;
			this.content.breaks();
		}
	}

	/** How many bytes of the resource the latest cut stands for. */
	int cutLength() {
		return this.cutLength;
	}

	/**
	 * Moves to the chunk of the next segment, and asks for the chunk after it early
	 * enough.
	 * @return the chunk to read, which may be being read already; {@code null} if there
	 * is none
	 */
	@Nullable Chunk advance() {
		if (this.problem != null || isAtEnd()) {
			return null;
		}
		Chunk wanted = null;
		Chunk present = this.chunk;
		if (present == null || !present.holdsSegmentAt(this.position)) {
			wanted = turn();
		}
		else if (this.ahead == null && isLow(present)) {
			wanted = this.content.chunkAfter(present);
			this.ahead = wanted;
		}
		noteProblem();
		return (wanted == null || wanted.isRead()) ? null : wanted;
	}

	private boolean isLow(Chunk present) {
		return present.length() - present.offset(this.position) <= present.length() / LOW_PART;
	}

	private Chunk turn() {
		letGoOfChunk();
		Chunk next = this.ahead;
		this.ahead = null;
		if (next == null) {
			next = this.content.chunkAt(this.position);
		}
		assert next.holdsSegmentAt(this.position);
		this.chunk = next;
		return next;
	}

	/** The read that the session waited for is over, successful or not. */
	private void noteProblem() {
		if (this.chunk != null && this.problem == null) {
			this.problem = this.chunk.problem();
		}
	}

	/**
	 * Releases the chunks; they are found or read again when the client continues.
	 */
	void release() {
		letGoOfChunk();
		if (this.ahead != null) {
			this.content.release(this.ahead);
			this.ahead = null;
		}
	}

	private void letGoOfChunk() {
		if (this.chunk != null) {
			this.content.release(this.chunk);
			this.chunk = null;
		}
	}

	@Nullable String problem() {
		return this.problem;
	}

	/** Whether not even the first segment can be sent (rule S5). */
	boolean isFlawedAtStart() {
		return false;
	}

	/** Whether there is nothing to cut (rule S4). */
	boolean isEmpty() {
		return size() == 0 && this.problem == null;
	}

	/** How many bytes are to be sent in all. */
	abstract long size();

}
