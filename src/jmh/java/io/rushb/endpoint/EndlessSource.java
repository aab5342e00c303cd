package io.rushb.endpoint;

import java.util.Arrays;
import java.util.Set;

import io.rushb.session.ContentSource;
import io.rushb.session.Flaw;
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
	public long size() {
		return Long.MAX_VALUE;
	}

	/** As of a file that was changed a moment ago. */
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
		System.arraycopy(CONTENT, 0, buffer, offset, length);
		return length;
	}

	@Override
	public void close() {
	}

}
