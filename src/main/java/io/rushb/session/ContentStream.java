package io.rushb.session;

import io.rushb.wire.Options;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a resource on their way into the segments of one session: the chunk it has
 * come to, and the one after it. How bytes are cut is for {@link WholeStream} and
 * {@link PartStream}.
 */
abstract sealed class ContentStream permits WholeStream, PartStream {

	/**
	 * The next chunk is wanted when this part of the present one is left, a quarter: that
	 * lasts for longer than a read takes.
	 */
	private static final int LOW_PART = 4;

	private final Content content;

	/** Where the last byte to be sent ends. */
	private final long end;

	private @Nullable Chunk chunk;

	private @Nullable Chunk ahead;

	private long position;

	private int cutLength;

	/** Whether the resource has been looked at after its last byte was read (rule S7). */
	private boolean lookedAt;

	private boolean lookAsked;

	private @Nullable String problem;

	/**
	 * Makes a stream whose first chunk is in memory.
	 * @param content the resource, sent as a whole
	 * @param first its first segment, read; if that is all of it, the resource has been
	 * looked at since
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

	/** What {@link #next()} found. */
	enum Next {

		/** A segment is ready to be sent. */
		SEGMENT,
		/** Its bytes have not been read yet. */
		UNREAD,
		/** The resource must be looked at before its last segment is sent (rule S7). */
		NOT_LOOKED_AT,
		/** There is none: every byte has been cut. */
		END,
		/** The resource cannot be sent rightly any more (rule S7). */
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

	/** What comes when all bytes have been cut. */
	abstract Next afterEnd();

	/** Whether the resource must have been looked at before the next cut (rule S7). */
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

	/** Has the resource looked at if that is wanted now, once. */
	void askLook(Outbox outbox) {
		if (!this.lookAsked && next() == Next.NOT_LOOKED_AT) {
			this.lookAsked = true;
			outbox.look();
		}
	}

	/** The resource was looked at; it is as it was unless something is wrong with it. */
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
	 * Turns to the chunk of the next segment, and asks for the one after it in good time.
	 * @return what is to be read, which may be under way already; {@code null} if nothing
	 * is
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

	/** What was wanted may have been read, or not. */
	private void noteProblem() {
		if (this.chunk != null && this.problem == null) {
			this.problem = this.chunk.problem();
		}
	}

	/**
	 * Lets go of what is in memory; it is found or read again when the client goes on.
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

	/** Whether not even the first segment can be carried (rule S5). */
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
