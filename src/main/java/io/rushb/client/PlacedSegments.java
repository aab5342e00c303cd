package io.rushb.client;

import java.io.IOException;

import io.rushb.client.channels.SegmentSink;
import io.rushb.client.channels.Version;
import io.rushb.wire.Segments;

/**
 * A {@link PlacedSink} for the channels, which throw no checked exceptions: its failures
 * are thrown by the {@link PartsLoop}.
 */
final class PlacedSegments implements SegmentSink {

	private final PlacedSink sink;

	private final FetchListener listener;

	private final Runnable begun;

	/**
	 * Makes one.
	 * @param sink where the bytes go
	 * @param listener is told of the size
	 * @param begun runs when a version is begun
	 */
	PlacedSegments(PlacedSink sink, FetchListener listener, Runnable begun) {
		this.sink = sink;
		this.listener = listener;
		this.begun = begun;
	}

	@Override
	public long[][] begin(Version version) {
		try {
			ByteRange range = this.sink.range();
			this.begun.run();
			this.listener.size((range != null) ? range.bytes(version.size()) : version.size());
			return this.sink.begin(version);
		}
		catch (IOException ex) {
			throw new SinkFailure(ex);
		}
	}

	@Override
	public long[] wanted(Version version) {
		ByteRange range = this.sink.range();
		return (range != null)
				? new long[] { range.first() / Segments.LENGTH, Segments.count(range.end(version.size())) - 1 }
				: SegmentSink.super.wanted(version);
	}

	@Override
	public void write(long position, byte[] bytes, int length) {
		try {
			this.sink.write(position, bytes, length);
		}
		catch (IOException ex) {
			throw new SinkFailure(ex);
		}
	}

	@Override
	public void verified(long first, long last) {
		try {
			this.sink.verified(first, last);
		}
		catch (IOException ex) {
			throw new SinkFailure(ex);
		}
	}

	@Override
	public void digestKnown(String sha256) {
		try {
			this.sink.digestKnown(sha256);
		}
		catch (IOException ex) {
			throw new SinkFailure(ex);
		}
	}

	@Override
	public long room() {
		return this.sink.room();
	}

	@Override
	public boolean canRestart() {
		return this.sink.canRestart();
	}

}
