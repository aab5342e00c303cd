package io.rushb.testing;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.LongToIntFunction;

import io.rushb.session.ContentExamination;
import io.rushb.session.ContentFacts;
import io.rushb.session.ContentSource;
import org.jspecify.annotations.Nullable;

/**
 * A resource in memory, which counts what is done with it and can change or fail under
 * way.
 */
public final class MemoryResource {

	private static final int PIECE = 64 * 1024;

	private long size;

	private LongToIntFunction bytes;

	private @Nullable Object version = new Object();

	private @Nullable IOException failure;

	private @Nullable IOException closeFailure;

	private Consumer<MemoryResource> onceExamined = (resource) -> {
	};

	private int opened;

	private int closed;

	private int reads;

	private int longestRead;

	private int distrusted;

	MemoryResource(long size, LongToIntFunction bytes) {
		this.size = size;
		this.bytes = bytes;
	}

	/** What is read from now on is this. */
	public void change(byte[] content) {
		this.size = content.length;
		this.bytes = (position) -> content[(int) position];
		this.version = new Object();
	}

	/** What is read from now on ends here. */
	public void shorten(long newSize) {
		this.size = newSize;
		this.version = new Object();
	}

	/** Every examination and read from now on fails. */
	public void fail() {
		this.failure = new IOException("made to fail");
	}

	/** It can be read again. */
	public void recover() {
		this.failure = null;
	}

	/** It is as if changed a moment ago: another change might not show. */
	public void unsettle() {
		this.version = null;
	}

	/** Something happens right after each examination, before the first read. */
	public void onceExamined(Consumer<MemoryResource> event) {
		this.onceExamined = event;
	}

	/** Every close from now on fails, though it closes. */
	public void failToClose() {
		this.closeFailure = new IOException("made to fail to close");
	}

	public int opened() {
		return this.opened;
	}

	public int closed() {
		return this.closed;
	}

	/** How many sources' facts were found to be wrong. */
	public int distrusted() {
		return this.distrusted;
	}

	/** How many reads there were, examinations aside. */
	public int reads() {
		return this.reads;
	}

	/** The length of the longest read, examinations aside. */
	public int longestRead() {
		return this.longestRead;
	}

	ContentSource open() {
		this.opened++;
		return new Source();
	}

	private int fill(long position, byte[] buffer, int offset, int length) throws IOException {
		if (this.failure != null) {
			throw this.failure;
		}
		int count = (int) Math.max(0, Math.min(length, this.size - position));
		for (int i = 0; i < count; i++) {
			buffer[offset + i] = (byte) this.bytes.applyAsInt(position + i);
		}
		return count;
	}

	private final class Source implements ContentSource {

		private final ContentExamination examination = new ContentExamination();

		private final byte[] piece = new byte[PIECE];

		private final @Nullable Object version = MemoryResource.this.version;

		private long examined;

		private boolean open = true;

		@Override
		public boolean examine() throws IOException {
			requireOpen();
			int count = fill(this.examined, this.piece, 0, PIECE);
			this.examination.take(this.piece, count);
			this.examined += count;
			if (count == PIECE) {
				return false;
			}
			MemoryResource.this.onceExamined.accept(MemoryResource.this);
			return true;
		}

		@Override
		public ContentFacts facts() {
			return this.examination.facts();
		}

		@Override
		public @Nullable Object version() {
			return this.version;
		}

		@Override
		public void forgetFacts() {
			requireOpen();
			MemoryResource.this.distrusted++;
		}

		@Override
		public int read(long position, byte[] buffer, int offset, int length) throws IOException {
			requireOpen();
			MemoryResource.this.reads++;
			MemoryResource.this.longestRead = Math.max(MemoryResource.this.longestRead, length);
			return fill(position, buffer, offset, length);
		}

		@Override
		public void close() throws IOException {
			requireOpen();
			this.open = false;
			MemoryResource.this.closed++;
			if (MemoryResource.this.closeFailure != null) {
				throw MemoryResource.this.closeFailure;
			}
		}

		private void requireOpen() {
			if (!this.open) {
				throw new AssertionError("used after it was closed");
			}
		}

	}

}
