package io.rushb.client;

import java.io.IOException;

/**
 * Where the bytes go.
 */
@FunctionalInterface
interface Sink {

	void write(byte[] bytes) throws IOException;

}
