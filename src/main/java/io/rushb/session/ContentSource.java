package io.rushb.session;

import java.io.Closeable;
import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * One opened resource, which several sessions may use. Those of its methods that throw
 * {@link IOException} may block, and are called outside of the core: {@link #read} by
 * several threads, all else by one at a time.
 */
public interface ContentSource extends Closeable {

	/**
	 * Finds out the facts, a bounded piece of work at each call.
	 * @return whether the facts are known
	 * @throws IOException if the resource cannot be read
	 */
	boolean examine() throws IOException;

	/**
	 * Returns the facts once {@link #examine()} has returned {@code true}.
	 * @return the facts
	 */
	ContentFacts facts();

	/**
	 * Returns what tells this version of this resource from all others, once the facts
	 * are known.
	 * @return equal for sources of the same version while one of them is open;
	 * {@code null} if a change might not show
	 */
	@Nullable Object version();

	/**
	 * Sees to it that the facts are found out anew when the resource is opened again:
	 * other bytes have been read than were examined, though it seemed to be the same.
	 */
	void forgetFacts();

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
