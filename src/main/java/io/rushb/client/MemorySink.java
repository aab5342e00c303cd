package io.rushb.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Bytes in memory, up to a limit.
 */
final class MemorySink implements Sink {

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private final int limit;

	MemorySink(int limit) {
		if (limit < 0) {
			throw new IllegalArgumentException("a limit is 0 or more: " + limit);
		}
		this.limit = limit;
	}

	@Override
	public void write(byte[] data) throws IOException {
		if (data.length > this.limit - this.bytes.size()) {
			throw new IOException("more than " + this.limit + " bytes");
		}
		this.bytes.writeBytes(data);
	}

	@Override
	public boolean canRestart() {
		return true;
	}

	@Override
	public void restart() {
		this.bytes.reset();
	}

	byte[] content() {
		return this.bytes.toByteArray();
	}

}
