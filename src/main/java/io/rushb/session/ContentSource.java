package io.rushb.session;

import java.io.Closeable;
import java.io.IOException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * One opened resource, which several sessions may use. Those of its methods that throw
 * {@link IOException} may block. They are called outside of the core, by several threads;
 * {@link #close} is the last of them.
 */
public interface ContentSource extends Closeable {

	/**
	 * Returns the size.
	 * @return the size in bytes when the resource was opened
	 */
	long size();

	/**
	 * Returns an identity of this version of this resource.
	 * @return equal for sources of the same version while one of them is open;
	 * {@code null} if a change might not show
	 */
	@Nullable Object version();

	/**
	 * Returns the name of this version to clients (rule P2): made of modification time
	 * and size, so that copies of equal times have the same.
	 * @return 1 to 40 letters, digits and hyphens; {@code null} if a change might not
	 * show, or the resource cannot be served in parts
	 */
	default @Nullable String tag() {
		return null;
	}

	/**
	 * Returns when the resource was last changed.
	 * @return the time as RFC 3339 has it, in UTC; {@code null} if it is not known
	 */
	default @Nullable String modified() {
		return null;
	}

	/**
	 * Returns the SHA-256 of this version (rule P9). Quick.
	 * @return 64 hex digits, {@code null} if they are not known yet
	 */
	default @Nullable String digest() {
		return null;
	}

	/**
	 * Asks for the SHA-256 of this version to be computed at some later time (rule P9).
	 * Called by the core; must be quick.
	 */
	default void wantDigest() {
	}

	/**
	 * Returns the known flaws of the resource: those that its last byte shows, and those
	 * remembered of this version (rule S5).
	 * @return the flaws that were known when it was opened
	 */
	Set<Flaw> flaws();

	/**
	 * Remembers a flaw of this version, so that the next request is refused at once (rule
	 * S5). Called by the core; must be quick.
	 * @param flaw what a transfer has met
	 */
	void remember(Flaw flaw);

	/**
	 * Checks the resource again (rule S7).
	 * @return whether it is still the version that was opened, and has exactly as many
	 * bytes as its size says
	 * @throws IOException if that cannot be told
	 */
	boolean isUnchanged() throws IOException;

	/**
	 * Reads bytes at a position, as many as wanted unless the resource ends before.
	 * @param position where in the resource to read from, in bytes
	 * @param buffer where to put them
	 * @param offset where in the buffer to begin
	 * @param length how many bytes are wanted
	 * @return how many were read; less than wanted only at the end of the resource
	 * @throws IOException if the resource cannot be read
	 */
	int read(long position, byte[] buffer, int offset, int length) throws IOException;

}
