package io.rushb.client;

import java.io.IOException;

/**
 * Where the bytes go. A failed transfer may be started over as long as the bytes that
 * came before can be taken back: no two attempts are ever mixed.
 */
interface Sink {

	void write(byte[] bytes) throws IOException;

	/** Whether everything written can be taken back. */
	boolean canRestart();

	/** Takes back everything written; only asked if that can be done. */
	void restart() throws IOException;

}
