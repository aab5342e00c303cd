package io.rushb.check;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * The server that is checked.
 */
public interface CheckedServer extends Closeable {

	/**
	 * Returns where it listens. A server that has ended is started again if the kit has
	 * started it.
	 * @return its address and port
	 * @throws NoServerException if there is no server
	 * @throws InterruptedException if the thread is interrupted
	 */
	InetSocketAddress address() throws NoServerException, InterruptedException;

	/**
	 * Returns whether it has ended by itself.
	 * @return whether its process has ended; {@code false} if that is unknown
	 */
	boolean hasCrashed();

	/**
	 * Returns its last lines on standard error.
	 * @return a few lines, oldest first
	 * @throws InterruptedException if the thread is interrupted
	 */
	List<String> lastErrors() throws InterruptedException;

	/**
	 * Describes how its port is known.
	 * @return words that follow its number; empty if the user has given it
	 */
	default String whence() {
		return "";
	}

	/**
	 * Restarts it, to drop the sessions of failed scenarios, if the kit has started it.
	 * @throws InterruptedException if the thread is interrupted
	 */
	void restart() throws InterruptedException;

	@Override
	void close() throws IOException;

	/** There is no server to check. */
	final class NoServerException extends Exception {

		private static final long serialVersionUID = 1L;

		/**
		 * Makes one.
		 * @param message what was tried, what happened, and what to do
		 */
		public NoServerException(String message) {
			super(message);
		}

	}

}
