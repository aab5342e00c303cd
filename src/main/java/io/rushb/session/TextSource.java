package io.rushb.session;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A resource made in memory: the answers to {@code stat} and {@code list}. It never
 * changes and is not shared under a version.
 */
public final class TextSource implements ContentSource {

	private final byte[] text;

	private final Runnable onClose;

	/**
	 * Makes a source.
	 * @param text its bytes, which nobody changes; no zero byte is among them
	 */
	public TextSource(byte[] text) {
		this(text, () -> {
		});
	}

	/**
	 * Makes a source that tells when it is no longer needed.
	 * @param text its bytes, which nobody changes; no zero byte is among them
	 * @param onClose called once
	 */
	public TextSource(byte[] text, Runnable onClose) {
		this.text = text;
		this.onClose = onClose;
	}

	@Override
	public long size() {
		return this.text.length;
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
		throw new IllegalStateException("a text has no flaws: " + flaw.description());
	}

	@Override
	public boolean isUnchanged() {
		return true;
	}

	@Override
	public int read(long position, byte[] buffer, int offset, int length) {
		int count = (int) Math.min(length, this.text.length - position);
		System.arraycopy(this.text, (int) position, buffer, offset, count);
		return count;
	}

	@Override
	public void close() {
		this.onClose.run();
	}

}
