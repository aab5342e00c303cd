package io.rushb.session;

import org.jspecify.annotations.Nullable;

/**
 * A resource of which only its size matters.
 */
record SizeOnly(long size, @Nullable Error failure) implements ContentSource {

	SizeOnly(long size) {
		this(size, null);
	}

	@Override
	public boolean examine() {
		return true;
	}

	@Override
	public ContentFacts facts() {
		return new ContentFacts(this.size, 0, true, true);
	}

	@Override
	public @Nullable Object version() {
		return null;
	}

	@Override
	public void forgetFacts() {
	}

	@Override
	public int read(long position, byte[] buffer, int offset, int length) {
		if (this.failure != null) {
			throw this.failure;
		}
		return (int) Math.min(length, this.size - position);
	}

	@Override
	public void close() {
	}

}
