package io.rushb.client;

import java.io.IOException;

/**
 * Takes the bytes of a fetch. A failed transfer may start over as long as the bytes
 * written so far can be taken back, so that two attempts are never mixed.
 */
interface Sink {

	void write(byte[] bytes) throws IOException;

	/** Whether everything written can be taken back. */
	boolean canRestart();

	/** Takes back everything written; called only if that is possible. */
	void restart() throws IOException;

}
