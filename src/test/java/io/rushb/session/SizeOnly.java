package io.rushb.session;

import io.rushb.testing.FlawlessSource;
import org.jspecify.annotations.Nullable;

/**
 * A resource whose size is all that matters.
 */
final class SizeOnly extends FlawlessSource {

	private final @Nullable Error failure;

	SizeOnly(long size) {
		this(size, null);
	}

	SizeOnly(long size, @Nullable Error failure) {
		super(size);
		this.failure = failure;
	}

	@Override
	public int read(long position, byte[] buffer, int offset, int length) {
		if (this.failure != null) {
			throw this.failure;
		}
		return (int) Math.min(length, size() - position);
	}

}
