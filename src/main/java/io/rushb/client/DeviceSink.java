package io.rushb.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A target that is no regular file: a device, a pipe, a descriptor of this process. Bytes
 * are written to it directly and cannot be taken back.
 */
final class DeviceSink implements FileSink {

	private final FileChannel channel;

	private final boolean closes;

	private boolean written;

	/**
	 * Makes a sink.
	 * @param channel where the bytes go
	 * @param closes whether the channel is closed in the end
	 */
	DeviceSink(FileChannel channel, boolean closes) {
		this.channel = channel;
		this.closes = closes;
	}

	@Override
	public void write(byte[] bytes) throws IOException {
		this.written = true;
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		while (buffer.hasRemaining()) {
			this.channel.write(buffer);
		}
	}

	@Override
	public boolean canRestart() {
		return !this.written;
	}

	@Override
	public void restart() {
	}

	@Override
	public void finish() {
	}

	@Override
	public void close() throws IOException {
		if (this.closes) {
			this.channel.close();
		}
	}

}
