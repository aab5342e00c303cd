package io.rushb.endpoint;

import java.util.Arrays;

import io.rushb.session.ContentFacts;
import io.rushb.session.ContentSource;
import org.jspecify.annotations.Nullable;

/**
 * A resource in memory that no benchmark comes to the end of. A read is one copy, as from
 * the page cache.
 */
final class EndlessSource implements ContentSource {

	private static final int LONGEST_READ = 1024 * 1024;

	/** Shared, so that many sources are many sessions of one file. */
	private static final byte[] CONTENT = new byte[LONGEST_READ];

	static {
		Arrays.fill(CONTENT, (byte) 'x');
	}

	@Override
	public boolean examine() {
		return true;
	}

	@Override
	public ContentFacts facts() {
		return new ContentFacts(Long.MAX_VALUE, 0, true, true);
	}

	/** As of a file that was changed a moment ago. */
	@Override
	public @Nullable Object version() {
		return null;
	}

	@Override
	public void forgetFacts() {
	}

	@Override
	public int read(long position, byte[] buffer, int offset, int length) {
		System.arraycopy(CONTENT, 0, buffer, offset, length);
		return length;
	}

	@Override
	public void close() {
	}

}
