package io.rushb.client.channels;

import java.util.Arrays;

import io.rushb.wire.Packet;
import io.rushb.wire.PartTrailer;
import io.rushb.wire.ReservedName;
import io.rushb.wire.Segments;
import io.rushb.wire.StatText;
import org.jspecify.annotations.Nullable;

/**
 * One part (rules P4 to P6): its segments, each with its trailing zeros put back, and the
 * MAC that proves them.
 */
final class PartAsk implements Ask {

	private final FileParts file;

	private final SegmentSink sink;

	private final GatherArrays arrays;

	private final StatText stat;

	private final ReservedName.Part part;

	private final long size;

	private final int version;

	private final PartTrailer trailer;

	/**
	 * The segments that are not written yet; those of a part that fails are never
	 * written.
	 */
	private byte @Nullable [] gathered;

	private long gatheredFrom;

	private int arrived;

	private long bytes;

	/** Data came that cannot belong to this part. */
	private boolean wrong;

	/** The trailer has come. */
	private boolean over;

	PartAsk(FileParts file, SegmentSink sink, GatherArrays arrays, StatText stat, ReservedName.Part part, long size,
			int version) {
		this.file = file;
		this.sink = sink;
		this.arrays = arrays;
		this.stat = stat;
		this.part = part;
		this.size = size;
		this.version = version;
		this.trailer = new PartTrailer(part);
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

	/** The segment that comes next; the one after the last for the trailer. */
	long due() {
		return this.part.first() + this.arrived;
	}

	/** How many bytes have come. */
	long bytes() {
		return this.bytes;
	}

	/** The stat whose cookie and tag the request has. */
	StatText stat() {
		return this.stat;
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
		this.over = true;
		this.wrong |= !Arrays.equals(data.payload(), this.trailer.finish()); // P5
		if (this.wrong) {
			this.file.spoilt(this);
		}
		else {
			this.file.verified(this, now);
		}
		return Next.FIN;
	}

	private void segment(long number, Packet data, long now) { // P4
		int length = Segments.length(number, this.size);
		if (data.length() > length) { // not from this file, even if the MAC is right
			this.wrong = true;
			return;
		}
		byte[] array = this.gathered;
		if (array == null) {
			array = this.arrays.take(this.part.segments());
			this.gathered = array;
		}
		int at = (int) (Segments.start(number) - this.gatheredFrom);
		System.arraycopy(data.bytes(), data.offset(), array, at, data.length());
		Arrays.fill(array, at + data.length(), at + length, (byte) 0);
		this.trailer.take(array, at, length);
		this.arrived++;
		this.bytes += length;
		this.file.arrived(length, now);
		if (at + length == array.length || number == this.part.last()) {
			this.sink.write(this.gatheredFrom, array, at + length);
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
	public long behind() {
		return isStale() ? 0 : this.file.behind(this.part.segments() - this.arrived);
	}

	@Override
	public void doubted(long now) {
		if (!isStale()) {
			this.file.doubted(now);
		}
	}

	@Override
	public void ended(End how, long now) {
		byte[] array = this.gathered;
		if (array != null) {
			this.arrays.giveBack(array);
			this.gathered = null;
		}
		if (!this.over && !isStale()) {
			this.file.failed(this, how, now);
		}
	}

}
