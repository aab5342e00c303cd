package io.rushb.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;

import io.rushb.client.channels.Version;
import org.jspecify.annotations.Nullable;

/**
 * A file whose bytes are written at their place. A {@link PartRecord} beside it lists the
 * finished segments, so that a later run can resume.
 */
final class PlacedFile implements PlacedSink {

	/** A part of 256 segments is lost with a port: 375 KB. */
	private static final int MAX_PART = 256;

	/**
	 * Longer reads were no quicker. Java gives direct buffers back late: 1 MiB for each
	 * of 10,000 small files took 1.9 GB.
	 */
	private static final int BUFFER = 1 << 16;

	private final FileChannel channel;

	private final @Nullable PartRecord record;

	private long size;

	/**
	 * Makes a sink.
	 * @param channel the file
	 * @param record remembers what is there; {@code null} if nobody will want to know
	 */
	PlacedFile(FileChannel channel, @Nullable PartRecord record) {
		this.channel = channel;
		this.record = record;
	}

	@Override
	public long[][] begin(Version version) throws IOException {
		this.size = version.size();
		long[][] there = (this.record != null) ? this.record.begin(version) : new long[0][];
		this.channel.truncate((there.length > 0) ? this.size : 0);
		return there;
	}

	@Override
	public void write(long position, byte[] bytes, int length) throws IOException {
		ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
		long at = position;
		while (buffer.hasRemaining()) {
			at += this.channel.write(buffer, at);
		}
	}

	@Override
	public void verified(long first, long last) throws IOException {
		if (this.record != null) {
			this.record.done(first, last);
		}
	}

	@Override
	public void digestKnown(String sha256) throws IOException {
		if (this.record != null) {
			this.record.digestKnown(sha256);
		}
	}

	@Override
	public long room() {
		return Long.MAX_VALUE;
	}

	@Override
	public int maxPart() {
		return MAX_PART;
	}

	@Override
	public boolean canRestart() {
		return true;
	}

	@Override
	public String sha256(BooleanSupplier cancelled) throws IOException {
		MessageDigest digest = Digests.sha256();
		ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(this.size, BUFFER));
		for (long at = 0; at < this.size;) {
			if (cancelled.getAsBoolean()) {
				throw new FetchException.Cancelled();
			}
			buffer.clear();
			int read = this.channel.read(buffer, at);
			if (read < 0) {
				throw new IOException("it became shorter while it was fetched");
			}
			at += read;
			digest.update(buffer.flip());
		}
		return HexFormat.of().formatHex(digest.digest());
	}

}
