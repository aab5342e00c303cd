package io.rushb.endpoint;

import java.util.Arrays;

import io.rushb.testing.FlawlessSource;

/**
 * A resource in memory that no benchmark comes to the end of. A read is one copy, as from
 * the page cache.
 */
final class EndlessSource extends FlawlessSource {

	private static final int LONGEST_READ = 1024 * 1024;

	/** Shared, so that many sources are many sessions of one file. */
	private static final byte[] CONTENT = new byte[LONGEST_READ];

	static {
		Arrays.fill(CONTENT, (byte) 'x');
	}

	EndlessSource() {
		super(Long.MAX_VALUE);
	}

	@Override
	public int read(long position, byte[] buffer, int offset, int length) {
		System.arraycopy(CONTENT, 0, buffer, offset, length);
		return length;
	}

}
