package io.rushb.client.channels;

import java.util.Arrays;

import io.rushb.wire.Packet;
import io.rushb.wire.PartTrailer;
import io.rushb.wire.ReservedName;
import io.rushb.wire.Segments;

/**
 * One part (rules P4 to P6): its segments, each with its trailing zeros put back, and the
 * MAC that proves them.
 */
final class PartAsk implements Ask {

	/** Few enough to be little memory, 23 KB; one write of so many costs a third. */
	private static final int GATHERED = 16;

	private final FileParts file;

	private final SegmentSink sink;

	private final ReservedName.Part part;

	private final long size;

	private final int version;

	private final PartTrailer trailer;

	/** What is not written yet; of a part that fails it never is. */
	private final byte[] gathered;

	private long gatheredFrom;

	private int arrived;

	private long bytes;

	private boolean right;

	private boolean wrong;

	PartAsk(FileParts file, SegmentSink sink, ReservedName.Part part, long size, int version) {
		this.file = file;
		this.sink = sink;
		this.part = part;
		this.size = size;
		this.version = version;
		this.trailer = new PartTrailer(part);
		this.gathered = new byte[Segments.LENGTH * Math.min(GATHERED, part.segments())];
		this.gatheredFrom = Segments.start(part.first());
	}

	@Override
	public byte[] name() {
		return this.part.bytes();
	}

	PartPlan.Row row() {
		return new PartPlan.Row(this.part.first(), this.part.last());
	}

	/** How many segments have come. */
	int arrived() {
		return this.arrived;
	}

	/** How many bytes have come. */
	long bytes() {
		return this.bytes;
	}

	String cookie() {
		return this.part.cookie();
	}

	@Override
	public Next take(int index, Packet data, long now) {
		if (isStale()) {
			return Next.EITHER;
		}
		if (index < this.part.segments()) {
			segment(this.part.first() + index, data, now);
			return Next.DATA;
		}
		this.right = Arrays.equals(data.payload(), this.trailer.finish()); // P5
		this.wrong = !this.right;
		if (this.right) {
			this.file.verified(this, now);
		}
		else {
			this.file.spoilt(this);
		}
		return Next.FIN;
	}

	private void segment(long number, Packet data, long now) { // P4
		int length = Segments.length(number, this.size);
		if (data.length() > length) { // not from this file: the MAC will show it
			this.trailer.take(data.bytes(), data.offset(), data.length());
			return;
		}
		int at = (int) (Segments.start(number) - this.gatheredFrom);
		System.arraycopy(data.bytes(), data.offset(), this.gathered, at, data.length());
		Arrays.fill(this.gathered, at + data.length(), at + length, (byte) 0);
		this.trailer.take(this.gathered, at, length);
		this.arrived++;
		this.bytes += length;
		this.file.arrived(length, now);
		if (at + length == this.gathered.length || number == this.part.last()) {
			this.sink.write(this.gatheredFrom, this.gathered, at + length);
			this.gatheredFrom += at + length;
		}
	}

	@Override
	public boolean isSpoilt() {
		return this.wrong;
	}

	@Override
	public boolean isStale() {
		return this.file.version() != this.version;
	}

	@Override
	public void doubted(long now) {
		if (!isStale()) {
			this.file.doubted(now);
		}
	}

	@Override
	public void ended(End how, long now) {
		if (!this.right && !this.wrong && !isStale()) {
			this.file.failed(this, how, now);
		}
	}

}
