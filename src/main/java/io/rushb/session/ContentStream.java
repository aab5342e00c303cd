package io.rushb.session;

import java.util.Set;

import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.TextbookRsa;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a resource on their way into the segments of one session: the chunk it has
 * come to, the one after it, and the cuts of rules S4 and S5.
 */
final class ContentStream {

	/**
	 * The next chunk is wanted when this part of the present one is left, a quarter: that
	 * lasts for longer than a read takes.
	 */
	private static final int LOW_PART = 4;

	private final Content content;

	private @Nullable Chunk chunk;

	private @Nullable Chunk ahead;

	private long position;

	private int cutLength;

	/** Whether the resource has been looked at after its last byte was read (rule S7). */
	private boolean lookedAt;

	private boolean lookAsked;

	private @Nullable String problem;

	private @Nullable Flaw flaw;

	/**
	 * Makes a stream.
	 * @param content the resource
	 * @param first its first segment, read; if that is all of it, the resource has been
	 * looked at since
	 * @param flaws what is known to be wrong with it
	 * @param options the options of the session
	 */
	ContentStream(Content content, Chunk first, Set<Flaw> flaws, Options options) {
		this.content = content;
		this.chunk = first;
		this.lookedAt = first.isLast();
		first.use();
		first.readEnds();
		flaws.stream().filter((known) -> known.hinders(options.encryption())).findFirst().ifPresent(this::meet);
		noteProblem();
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
		if (this.problem != null) {
			return Next.BROKEN;
		}
		if (this.position == size()) {
			return Next.END;
		}
		if (!isInChunk() || !this.chunk.isRead()) {
			return Next.UNREAD;
		}
		boolean last = size() - this.position <= PacketCodec.MAX_PAYLOAD;
		return (last && !this.lookedAt) ? Next.NOT_LOOKED_AT : Next.SEGMENT;
	}

	/**
	 * Makes the next DAT: as long as possible, but ending before zero bytes (rule S5).
	 * @param options the options of the session
	 * @param sequence the packet's number
	 * @param datagram where to make it
	 * @return whether it was made; not if the resource turns out to have a flaw
	 */
	boolean cut(Options options, int sequence, byte[] datagram) {
		Chunk from = this.chunk;
		assert from != null;
		byte[] bytes = from.bytes();
		int start = from.offset(this.position);
		int end = Math.min(start + PacketCodec.MAX_PAYLOAD, from.length());
		while (end > start && bytes[end - 1] == 0) {
			end--;
		}
		this.cutLength = end - start;
		if (this.cutLength == 0) { // S5
			this.content.source().remember(Flaw.ZEROS);
			return meet(Flaw.ZEROS);
		}
		if (options.encryption() && !TextbookRsa.carries(bytes, start, this.cutLength)) { // S5
			this.content.source().remember(Flaw.HIGH_BYTES);
			return meet(Flaw.HIGH_BYTES);
		}
		this.position += this.cutLength;
		PacketCodec.encodeData(datagram, options, sequence, bytes, start, this.cutLength);
		return true;
	}

	private boolean meet(Flaw found) {
		this.flaw = found;
		this.problem = found.description();
		return false;
	}

	/** Whether the resource is to be looked at now; true once. */
	boolean askLook() {
		boolean first = !this.lookAsked && next() == Next.NOT_LOOKED_AT;
		this.lookAsked |= first;
		return first;
	}

	/** The resource was looked at; it is as it was unless something is wrong with it. */
	void lookedAt(@Nullable String wrong) {
		this.lookedAt = true;
		if (wrong != null && this.problem == null) {
			this.problem = wrong;
			this.content.breaks();
		}
	}

	/** The bytes of data in the latest cut. */
	int cutLength() {
		return this.cutLength;
	}

	/**
	 * Turns to the chunk of the next segment, and sees to the one after it in good time.
	 * @return what is to be read, {@code null} if nothing is; it may be under way
	 */
	@Nullable Chunk advance() {
		if (this.problem != null || this.position == size()) {
			return null;
		}
		Chunk wanted = null;
		if (!isInChunk()) {
			wanted = turn();
		}
		else if (this.ahead == null && isLow()) {
			wanted = this.content.chunkAfter(this.chunk);
			this.ahead = wanted;
		}
		noteProblem();
		return (wanted == null || wanted.isRead()) ? null : wanted;
	}

	private boolean isInChunk() {
		return this.chunk != null && this.chunk.holdsSegmentAt(this.position);
	}

	private boolean isLow() {
		return this.chunk != null
				&& this.chunk.length() - this.chunk.offset(this.position) <= this.chunk.length() / LOW_PART;
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
	void noteProblem() {
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
		return this.flaw != null && this.position == 0;
	}

	/** Whether there is nothing to cut (rule S4). */
	boolean isEmpty() {
		return size() == 0 && this.problem == null;
	}

	long size() {
		return this.content.source().size();
	}

}
