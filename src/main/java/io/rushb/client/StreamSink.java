package io.rushb.client;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A stream of the caller's. Bytes that were written to it cannot be taken back.
 */
final class StreamSink implements Sink {

	private final OutputStream stream;

	private boolean written;

	StreamSink(OutputStream stream) {
		this.stream = stream;
	}

	@Override
	public void write(byte[] bytes) throws IOException {
		this.written = true;
		this.stream.write(bytes);
	}

	@Override
	public boolean canRestart() {
		return !this.written;
	}

	@Override
	public void restart() {
	}

}
