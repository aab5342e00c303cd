package io.rushb.session;

import java.io.IOException;

import io.rushb.wire.PacketCodec;
import org.jspecify.annotations.Nullable;

/**
 * A read that a session wants done outside of the core, because it may block.
 */
public final class ContentRead {

	private final ContentSource source;

	private final long position;

	private final byte[] buffer;

	private final int offset;

	private final int length;

	private int count;

	private @Nullable Exception failure;

	ContentRead(ContentSource source, long position, byte[] buffer, int offset, int length) {
		this.source = source;
		this.position = position;
		this.buffer = buffer;
		this.offset = offset;
		this.length = length;
	}

	/**
	 * Makes the first read of a resource, of what an unproven address may be sent.
	 * @param source the resource, its facts known
	 * @return the read, still to be done
	 */
	public static ContentRead first(ContentSource source) {
		int length = (int) Math.min(PacketCodec.MAX_PAYLOAD, source.facts().size());
		return new ContentRead(source, 0, new byte[length], 0, length);
	}

	/**
	 * Does the read. A failure is kept for the session.
	 */
	public void run() {
		try {
			if (this.length > 0) {
				this.count = this.source.read(this.position, this.buffer, this.offset, this.length);
			}
		}
		catch (IOException | RuntimeException ex) {
			this.failure = ex;
		}
	}

	/**
	 * Says why the bytes wanted did not come.
	 * @return a phrase for the log, {@code null} if all were read
	 */
	@Nullable String problem() {
		if (this.failure != null) {
			return "cannot be read any more: " + this.failure;
		}
		return (this.count < this.length) ? "was shortened" : null;
	}

	ContentSource source() {
		return this.source;
	}

	byte[] buffer() {
		return this.buffer;
	}

	int length() {
		return this.length;
	}

}
