package io.rushb.client.channels;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.rushb.wire.ListText;
import io.rushb.wire.Packet;
import io.rushb.wire.ReservedName;
import io.rushb.wire.StatText;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server for the stat of a path (rule P2), or for the list of a directory (rule
 * P10), which needs a cookie from a stat of the root first.
 */
public final class Question implements Work {

	/**
	 * The longest list that is read, 64 MiB in full packets: a server could send one
	 * without an end.
	 */
	private static final int MAX_PACKETS = 46_000;

	private final Supplier<String> nonces;

	private final String path;

	private final boolean listing;

	private boolean asking;

	private boolean over;

	private boolean refused;

	private @Nullable StatText stat;

	private @Nullable ListText list;

	private long listBytes;

	private Question(Supplier<String> nonces, String path, boolean listing) {
		this.nonces = nonces;
		this.path = path;
		this.listing = listing;
	}

	/**
	 * Asks about a file.
	 * @param nonces gives 1 to 32 hex digits, others each time
	 * @param path the file's name; empty for the root
	 * @return the question
	 */
	public static Question stat(Supplier<String> nonces, String path) {
		return new Question(nonces, path, false);
	}

	/**
	 * Asks for the list of a directory.
	 * @param nonces gives 1 to 32 hex digits, others each time
	 * @param path the directory's name without a slash at its end; empty for the root
	 * @return the question
	 */
	public static Question list(Supplier<String> nonces, String path) {
		return new Question(nonces, path, true);
	}

	/**
	 * Returns whether it is over.
	 * @return whether the answer is there, or there is none
	 */
	public boolean isOver() {
		return this.over;
	}

	/**
	 * Returns whether the server knows of parts.
	 * @return whether a stat was answered
	 */
	public boolean hasParts() {
		return this.stat != null;
	}

	/**
	 * Returns the answer to a stat.
	 * @return {@code null} if the server refused
	 */
	public @Nullable StatText stat() {
		return this.stat;
	}

	/**
	 * Returns the answer to a list.
	 * @return {@code null} if the server refused
	 */
	public @Nullable ListText list() {
		return this.list;
	}

	/**
	 * Returns how many bytes of the list have come.
	 * @return bytes that came again after a silence of the server count once
	 */
	public long listBytes() {
		return this.listBytes;
	}

	@Override
	public @Nullable Ask urgent(long now) {
		if (this.over || this.asking) {
			return null;
		}
		this.asking = true;
		StatText known = this.stat;
		if (known != null) {
			return new ListAsk(new ReservedName.Listing(known.cookie(), this.path));
		}
		return new StatAsk(this.nonces.get(), this.listing ? "" : this.path, this::told);
	}

	private void told(@Nullable StatText text, boolean silent, long now) {
		this.asking = false;
		if (!silent) {
			this.stat = text;
			this.over = text == null || !this.listing;
		}
	}

	@Override
	public @Nullable Ask next(int channels, int free, long roundTrip, long now) {
		return null;
	}

	@Override
	public long deadline() {
		return Long.MAX_VALUE;
	}

	private final class ListAsk implements Ask {

		private final ReservedName.Listing name;

		private final List<byte[]> pieces = new ArrayList<>();

		private int length;

		private boolean tooLong;

		ListAsk(ReservedName.Listing name) {
			this.name = name;
		}

		@Override
		public boolean wantsFreshPort() {
			return true;
		}

		@Override
		public byte[] name() {
			return this.name.bytes();
		}

		@Override
		public Next take(int index, Packet data, long now) {
			this.length += data.length();
			Question.this.listBytes = Math.max(Question.this.listBytes, this.length);
			if (index >= MAX_PACKETS) { // no part of it is a list
				this.pieces.clear();
				this.tooLong = true;
				Question.this.over = true;
				return Next.EITHER;
			}
			this.pieces.add(data.payload());
			return Next.EITHER;
		}

		@Override
		public boolean isStale() {
			return this.tooLong;
		}

		@Override
		public void ended(End how, long now) {
			Question.this.asking = false;
			if (how == End.SILENT || this.tooLong) {
				return;
			}
			if (how == End.REFUSED && !Question.this.refused) { // perhaps an old
																// cookie (P3)
				Question.this.refused = true;
				Question.this.stat = null;
				return;
			}
			Question.this.list = (how == End.DONE) ? ListText.parse(bytes()) : null;
			Question.this.over = true;
		}

		private byte[] bytes() {
			byte[] all = new byte[this.length];
			int at = 0;
			for (byte[] piece : this.pieces) {
				System.arraycopy(piece, 0, all, at, piece.length);
				at += piece.length;
			}
			return all;
		}

	}

}
