package io.rushb.testing;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongToIntFunction;

import io.rushb.session.ContentSource;
import io.rushb.session.Flaw;
import org.jspecify.annotations.Nullable;

/**
 * A resource in memory, which counts what is done with it and can change or fail under
 * way.
 */
public final class MemoryResource {

	private long size;

	private LongToIntFunction bytes;

	private Object state = new Object();

	private int version = 1;

	private @Nullable String digest;

	private int digestsWanted;

	private boolean unsettled;

	private final Map<Object, Set<Flaw>> flaws = new HashMap<>();

	private @Nullable IOException failure;

	private long badAt = -1;

	private @Nullable IOException closeFailure;

	private Consumer<MemoryResource> onceOpened = (resource) -> {
	};

	private int opened;

	private int closed;

	private int reads;

	private int longestRead;

	private int looks;

	private final Look look;

	MemoryResource(long size, LongToIntFunction bytes, Look look) {
		this.size = size;
		this.bytes = bytes;
		this.look = look;
	}

	/** What is read from now on is this. */
	public void change(byte[] content) {
		this.size = content.length;
		this.bytes = (position) -> content[(int) position];
		touch();
	}

	/** What is read from now on ends here. */
	public void shorten(long newSize) {
		this.size = newSize;
		touch();
	}

	/** Its time stamp changes. */
	public void touch() {
		this.state = new Object();
		this.version++;
		this.digest = null;
	}

	/** Every read and look from now on fails. */
	public void fail() {
		this.failure = new IOException("made to fail");
	}

	/** Every read of this byte fails. */
	public void failAt(long position) {
		this.badAt = position;
	}

	/** It can be read again. */
	public void recover() {
		this.failure = null;
	}

	/** It is as if changed a moment ago: another change might not show. */
	public void unsettle() {
		this.unsettled = true;
	}

	/** Something happens right after each opening, before the first read. */
	public void onceOpened(Consumer<MemoryResource> event) {
		this.onceOpened = event;
	}

	/** Every close from now on fails, though it closes. */
	public void failToClose() {
		this.closeFailure = new IOException("made to fail to close");
	}

	/** From now on the digest of this version is known (rule P9). */
	public void digest(String known) {
		this.digest = known;
	}

	/** How often somebody wanted the digest. */
	public int digestsWanted() {
		return this.digestsWanted;
	}

	/** Its size in bytes. */
	public long size() {
		return this.size;
	}

	/** One of its bytes. */
	public byte byteAt(long position) {
		return (byte) this.bytes.applyAsInt(position);
	}

	/** The tag of the present version. */
	public String tag() {
		return "v-" + this.version;
	}

	public int opened() {
		return this.opened;
	}

	public int closed() {
		return this.closed;
	}

	/** How often it was looked at again (rule S7). */
	public int looks() {
		return this.looks;
	}

	/** How many reads there were. */
	public int reads() {
		return this.reads;
	}

	/** The length of the longest read. */
	public int longestRead() {
		return this.longestRead;
	}

	ContentSource open() {
		this.opened++;
		Source source = new Source();
		this.onceOpened.accept(this);
		return source;
	}

	private int fill(long position, byte[] buffer, int offset, int length) throws IOException {
		if (this.failure != null) {
			throw this.failure;
		}
		int count = (int) Math.max(0, Math.min(length, this.size - position));
		if (position <= this.badAt && this.badAt < position + count) {
			throw new IOException("made to fail at " + this.badAt);
		}
		for (int i = 0; i < count; i++) {
			buffer[offset + i] = (byte) this.bytes.applyAsInt(position + i);
		}
		return count;
	}

	private final class Source implements ContentSource {

		private final Object state = MemoryResource.this.state;

		private final boolean settled = !MemoryResource.this.unsettled;

		private final long size = MemoryResource.this.size;

		private final boolean zeroAtEnd = this.size > 0 && MemoryResource.this.bytes.applyAsInt(this.size - 1) == 0;

		private final String tag = MemoryResource.this.tag();

		private boolean open = true;

		@Override
		public @Nullable String tag() {
			return this.settled ? this.tag : null;
		}

		@Override
		public String modified() {
			return "2026-01-01T10:00:00Z";
		}

		@Override
		public @Nullable String digest() {
			return (this.state == MemoryResource.this.state) ? MemoryResource.this.digest : null;
		}

		@Override
		public void wantDigest() {
			requireOpen();
			MemoryResource.this.digestsWanted++;
		}

		@Override
		public long size() {
			return this.size;
		}

		@Override
		public @Nullable Object version() {
			return this.settled ? this.state : null;
		}

		@Override
		public Set<Flaw> flaws() {
			return this.zeroAtEnd ? Set.of(Flaw.ZEROS) : MemoryResource.this.flaws.getOrDefault(this.state, Set.of());
		}

		@Override
		public void remember(Flaw flaw) {
			requireOpen();
			if (this.settled) {
				MemoryResource.this.flaws.put(this.state, Set.of(flaw));
			}
		}

		@Override
		public boolean isUnchanged() throws IOException {
			requireOpen();
			MemoryResource.this.looks++;
			MemoryResource.this.look.take();
			if (MemoryResource.this.failure != null) {
				throw MemoryResource.this.failure;
			}
			return this.state == MemoryResource.this.state;
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

	/** A look at it, which may fail. */
	@FunctionalInterface
	interface Look {

		void take() throws IOException;

	}

}
