package io.rushb.client.channels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Takes a file in memory.
 */
class MemoryFile implements SegmentSink {

	byte[] bytes = new byte[0];

	final List<long[]> done = new ArrayList<>();

	@Nullable Version version;

	int begun;

	long written;

	boolean restartable = true;

	@Override
	public void write(long position, byte[] data, int length) {
		System.arraycopy(data, 0, this.bytes, (int) position, length);
		this.written += length;
	}

	@Override
	public void verified(long first, long last) {
		this.done.add(new long[] { first, last });
	}

	@Override
	public long[][] begin(Version found) {
		Version before = this.version;
		this.version = found;
		this.begun++;
		if (before != null && before.tag().equals(found.tag())) {
			return this.done.toArray(long[][]::new);
		}
		this.done.clear();
		this.bytes = new byte[(int) found.size()];
		Arrays.fill(this.bytes, (byte) 0x5a);
		return new long[0][];
	}

	@Override
	public boolean canRestart() {
		return this.restartable;
	}

}
