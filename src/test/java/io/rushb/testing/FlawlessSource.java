package io.rushb.testing;

import java.util.Set;

import io.rushb.session.ContentSource;
import io.rushb.session.Flaw;
import org.jspecify.annotations.Nullable;

/**
 * A resource that never changes, has no version, and holds nothing open. What it is read
 * as is all that is left to say.
 */
public abstract class FlawlessSource implements ContentSource {

	private final long size;

	protected FlawlessSource(long size) {
		this.size = size;
	}

	@Override
	public final long size() {
		return this.size;
	}

	@Override
	public final @Nullable Object version() {
		return null;
	}

	@Override
	public final Set<Flaw> flaws() {
		return Set.of();
	}

	@Override
	public final void remember(Flaw flaw) {
	}

	@Override
	public final boolean isUnchanged() {
		return true;
	}

	@Override
	public void close() {
	}

}
