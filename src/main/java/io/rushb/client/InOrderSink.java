package io.rushb.client;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

import io.rushb.client.channels.Version;
import io.rushb.wire.Segments;
import org.jspecify.annotations.Nullable;

/**
 * Puts parts in order for a sink that takes bytes one after the other. Bytes are written
 * only after the MAC of their part was right. Bytes that came too early wait in memory,
 * at most 32 MiB: parts further ahead are not asked for.
 */
final class InOrderSink implements PlacedSink {

	private static final long AHEAD = (32L << 20) / Segments.LENGTH;

	/** Short, so that the first bytes come soon and little waits for a slow part. */
	private static final int MAX_PART = 32;

	private final Sink sink;

	/**
	 * Segments that are not written yet, by their number. Each stands alone: a part that
	 * failed is asked for again with other bounds.
	 */
	private final TreeMap<Long, byte[]> waiting = new TreeMap<>();

	/** Rows of segments whose MAC was right and that are not written yet. */
	private final TreeMap<Long, Long> right = new TreeMap<>();

	private final MessageDigest digest = Digests.sha256();

	private long next;

	private final @Nullable ByteRange range;

	private @Nullable Version version;

	/**
	 * Puts parts in order.
	 * @param range the bytes that the sink gets; {@code null} for all
	 */
	InOrderSink(Sink sink, @Nullable ByteRange range) {
		this.sink = sink;
		this.range = range;
	}

	@Override
	public long[][] begin(Version version) throws IOException {
		if (this.version != null) {
			this.sink.restart();
		}
		this.version = version;
		this.waiting.clear();
		this.right.clear();
		this.digest.reset();
		ByteRange wanted = this.range;
		this.next = (wanted != null) ? wanted.first() / Segments.LENGTH : 0;
		if (wanted != null && wanted.first() >= version.size()) {
			throw new FetchException.NotAvailable("the file has " + version.size()
					+ " bytes, from 0 on: there is none at " + wanted.first() + ", where the range begins");
		}
		return new long[0][];
	}

	@Override
	public @Nullable ByteRange range() {
		return this.range;
	}

	@Override
	public void write(long position, byte[] bytes, int length) {
		for (int at = 0; at < length; at += Segments.LENGTH) {
			this.waiting.put((position + at) / Segments.LENGTH,
					Arrays.copyOfRange(bytes, at, Math.min(length, at + Segments.LENGTH)));
		}
	}

	@Override
	public void verified(long first, long last) throws IOException {
		this.right.put(first, last);
		for (Map.Entry<Long, Long> row = this.right.firstEntry(); row != null
				&& row.getKey() == this.next; row = this.right.firstEntry()) {
			this.right.remove(row.getKey());
			while (this.next <= row.getValue()) {
				byte[] segment = this.waiting.remove(this.next);
				if (segment != null) {
					byte[] wanted = cut(segment, Segments.start(this.next));
					this.digest.update(wanted);
					this.sink.write(wanted);
				}
				this.next++;
			}
		}
	}

	/** The wanted bytes of a segment that begins there. */
	private byte[] cut(byte[] segment, long start) {
		ByteRange wanted = this.range;
		if (wanted == null) {
			return segment;
		}
		int from = (int) Math.max(0, wanted.first() - start);
		int to = (int) (wanted.end(start + segment.length) - start);
		return Arrays.copyOfRange(segment, from, to);
	}

	@Override
	public void digestKnown(String sha256) {
	}

	@Override
	public long room() {
		return this.next + AHEAD;
	}

	@Override
	public int maxPart() {
		return MAX_PART;
	}

	@Override
	public boolean canRestart() {
		return this.sink.canRestart();
	}

	@Override
	public String sha256(BooleanSupplier cancelled) {
		return HexFormat.of().formatHex(this.digest.digest());
	}

}
