package io.rushb.session;

import java.util.zip.CRC32C;

import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a resource on their way into segments: a window that is read ahead of the
 * session, and the cuts of rules S4 and S5. Memory does not depend on the resource's
 * size.
 */
final class ContentStream {

	private static final byte[] NOTHING = new byte[0];

	/**
	 * A window is filled again when this part of it is left, a quarter: large pieces cost
	 * less, and what is left lasts for longer than a read takes.
	 */
	private static final int REFILL_PART = 4;

	private final ContentSource source;

	private final ContentFacts facts;

	private final ReadAheadBudget budget;

	private final CRC32C checksum = new CRC32C();

	private byte[] window;

	private int share;

	private int from;

	private int to;

	private long readPosition;

	private long cutPosition;

	private int cutLength;

	private boolean reading;

	private @Nullable String problem;

	/**
	 * Makes a stream.
	 * @param first the resource's first bytes, read
	 * @param budget what read-ahead windows share
	 */
	ContentStream(ContentRead first, ReadAheadBudget budget) {
		this.source = first.source();
		this.facts = this.source.facts();
		this.budget = budget;
		this.window = first.buffer().clone(); // others have the same
		readDone(first);
	}

	/** What {@link #next()} found. */
	enum Next {

		/** A segment is ready to be sent. */
		SEGMENT,
		/** Its bytes have not been read yet. */
		UNREAD,
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
		if (this.cutPosition == this.facts.size()) {
			return Next.END;
		}
		int available = this.to - this.from;
		boolean last = this.cutPosition + available == this.facts.size();
		return (available >= PacketCodec.MAX_PAYLOAD || last) ? Next.SEGMENT : Next.UNREAD;
	}

	/**
	 * Makes the next DAT: as long as possible, but ending before zero bytes (rule S5).
	 * @param options the options of the session
	 * @param sequence the packet's number
	 * @param datagram where to make it
	 * @return whether it was made; not if the resource turns out to be broken
	 */
	boolean cut(Options options, int sequence, byte[] datagram) {
		int end = Math.min(this.from + PacketCodec.MAX_PAYLOAD, this.to);
		while (end > this.from && this.window[end - 1] == 0) {
			end--;
		}
		this.cutLength = end - this.from;
		this.checksum.update(this.window, this.from, this.cutLength);
		this.cutPosition += this.cutLength;
		boolean last = this.cutPosition == this.facts.size();
		if (this.cutLength == 0 || (last && (int) this.checksum.getValue() != this.facts.checksum())) { // S7
			this.problem = "was changed";
			return false;
		}
		PacketCodec.encodeData(datagram, options, sequence, this.window, this.from, this.cutLength);
		this.from = end;
		if (this.share == 0 && this.from == this.to) {
			dropWindow();
		}
		return true;
	}

	/** The bytes of data in the latest cut. */
	int cutLength() {
		return this.cutLength;
	}

	/**
	 * Says what is to be read now: as far ahead as the budget allows, or else the next
	 * segment alone.
	 * @return the read, or {@code null} if there is enough or one is under way
	 */
	@Nullable ContentRead read() {
		long unread = this.facts.size() - this.readPosition;
		if (this.reading || unread == 0 || this.problem != null) {
			return null;
		}
		int unsent = this.to - this.from;
		int capacity = (int) Math.min(this.budget.window(), unsent + unread);
		if (this.share == 0 && capacity > PacketCodec.MAX_PAYLOAD && this.budget.take(capacity)) {
			this.share = capacity;
			moveTo(new byte[capacity]);
		}
		boolean low = this.share > 0 && unsent <= this.window.length / REFILL_PART;
		if (!low && next() != Next.UNREAD) {
			return null;
		}
		moveTo((this.window.length > 0) ? this.window : new byte[Math.min(PacketCodec.MAX_PAYLOAD, capacity)]);
		int length = (int) Math.min(this.window.length - this.to, unread);
		this.reading = true;
		return new ContentRead(this.source, this.readPosition, this.window, this.to, length);
	}

	private void moveTo(byte[] target) {
		int unsent = this.to - this.from;
		System.arraycopy(this.window, this.from, target, 0, unsent);
		this.window = target;
		this.from = 0;
		this.to = unsent;
	}

	private void dropWindow() {
		this.window = NOTHING;
		this.from = 0;
		this.to = 0;
	}

	void readDone(ContentRead read) {
		this.reading = false;
		if (read.problem() != null) { // S7
			this.problem = read.problem();
			return;
		}
		this.to += read.length();
		this.readPosition += read.length();
	}

	/**
	 * Gives its share of the budget back to those who use theirs; what was read ahead is
	 * read again when the client goes on.
	 */
	void rest() {
		if (this.share > 0 && !this.reading) {
			release();
			this.readPosition = this.cutPosition;
		}
	}

	/** Lets go of what has no use any more. */
	void release() {
		this.budget.giveBack(this.share);
		this.share = 0;
		dropWindow();
	}

	boolean isReading() {
		return this.reading;
	}

	@Nullable String problem() {
		return this.problem;
	}

	ContentFacts facts() {
		return this.facts;
	}

}
