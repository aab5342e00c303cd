package io.rushb.session;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A resource of which only its size matters.
 */
record SizeOnly(long size, @Nullable Error failure) implements ContentSource {

	SizeOnly(long size) {
		this(size, null);
	}

	@Override
	public @Nullable Object version() {
		return null;
	}

	@Override
	public Set<Flaw> flaws() {
		return Set.of();
	}

	@Override
	public void remember(Flaw flaw) {
	}

	@Override
	public boolean isUnchanged() {
		return true;
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
