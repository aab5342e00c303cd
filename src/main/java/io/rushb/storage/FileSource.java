package io.rushb.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Instant;

import io.rushb.session.ContentExamination;
import io.rushb.session.ContentFacts;
import io.rushb.session.ContentSource;
import org.jspecify.annotations.Nullable;

/**
 * A file, read at positions of one descriptor.
 */
final class FileSource implements ContentSource {

	private static final int PIECE = 64 * 1024;

	/** How many pieces are examined at a turn, about a megabyte. */
	private static final int PIECES = 16;

	private final FileChannel channel;

	private final ExaminedFiles examined;

	private final FileVersion version;

	private final ContentExamination examination = new ContentExamination();

	private long position;

	private @Nullable ContentFacts facts;

	private final boolean settled;

	/**
	 * Makes a source.
	 * @param channel the file, open
	 * @param examined what is known of files
	 * @param version its version
	 * @param asked the time before the version was asked for
	 */
	FileSource(FileChannel channel, ExaminedFiles examined, FileVersion version, Instant asked) {
		this.channel = channel;
		this.examined = examined;
		this.version = version;
		this.settled = version.isSettled(asked);
	}

	@Override
	public boolean examine() throws IOException {
		this.facts = this.examined.get(this.version);
		byte[] piece = (this.facts != null) ? null : new byte[PIECE];
		for (int i = 0; piece != null && i < PIECES && this.position < this.version.size(); i++) {
			int length = (int) Math.min(piece.length, this.version.size() - this.position);
			if (read(this.position, piece, 0, length) < length) {
				throw new EOFException("the file was shortened");
			}
			this.examination.take(piece, length);
			this.position += length;
		}
		if (this.facts == null && this.position == this.version.size()) {
			this.facts = this.examination.facts();
			if (this.settled) {
				this.examined.put(this.version, this.facts);
			}
		}
		return this.facts != null;
	}

	/** The size in bytes when it was opened. */
	long size() {
		return this.version.size();
	}

	/**
	 * Whether nothing speaks against carrying it, as far as can be told without reading
	 * it all: what an examination found before, else the last byte (rule S5).
	 */
	boolean seemsCarriable() throws IOException {
		ContentFacts known = this.examined.get(this.version);
		if (known != null) {
			return known.isCarriable(false);
		}
		byte[] last = new byte[1];
		return this.version.size() == 0 || (read(this.version.size() - 1, last, 0, 1) == 1 && last[0] != 0);
	}

	@Override
	public ContentFacts facts() {
		if (this.facts == null) {
			throw new IllegalStateException("the file has not been examined");
		}
		return this.facts;
	}

	/** While the file is open, nobody else can have its inode. */
	@Override
	public @Nullable Object version() {
		return this.settled ? this.version : null;
	}

	@Override
	public void forgetFacts() {
		this.examined.remove(this.version);
	}

	@Override
	public int read(long from, byte[] buffer, int offset, int length) throws IOException {
		ByteBuffer target = ByteBuffer.wrap(buffer, offset, length);
		while (target.hasRemaining() && this.channel.read(target, from + target.position() - offset) >= 0) {
			// A read may return less than there is.
			continue;
		}
		return target.position() - offset;
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
