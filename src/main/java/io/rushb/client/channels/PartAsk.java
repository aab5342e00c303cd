package io.rushb.client.channels;

import java.util.Arrays;

import io.rushb.wire.PartTrailer;
import io.rushb.wire.ReservedName;
import io.rushb.wire.Segments;

/**
 * One part (rules P4 to P6): its segments, each with its trailing zeros put back, and the
 * MAC that proves them.
 */
final class PartAsk implements Ask {

	private final FileParts file;

	private final ReservedName.Part part;

	private final long size;

	private final int version;

	private final PartTrailer trailer;

	private final byte[] segment = new byte[Segments.LENGTH];

	private int arrived;

	private long bytes;

	private boolean right;

	private boolean wrong;

	PartAsk(FileParts file, ReservedName.Part part, long size, int version) {
		this.file = file;
		this.part = part;
		this.size = size;
		this.version = version;
		this.trailer = new PartTrailer(part);
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
	public Next take(int index, byte[] data, long now) {
		if (isStale()) {
			return Next.EITHER;
		}
		if (index < this.part.segments()) {
			return segment(this.part.first() + index, data, now);
		}
		this.right = Arrays.equals(data, this.trailer.finish()); // P5
		this.wrong = !this.right;
		if (this.right) {
			this.file.verified(this, now);
		}
		else {
			this.file.spoilt(this);
		}
		return Next.FIN;
	}

	private Next segment(long number, byte[] data, long now) { // P4
		int length = Segments.length(number, this.size);
		if (data.length > length) { // not from this file: the MAC will show it
			this.trailer.take(data, 0, data.length);
			return Next.DATA;
		}
		System.arraycopy(data, 0, this.segment, 0, data.length);
		Arrays.fill(this.segment, data.length, length, (byte) 0);
		this.trailer.take(this.segment, 0, length);
		this.arrived++;
		this.bytes += length;
		this.file.arrived(Segments.start(number), this.segment, length, now);
		return Next.DATA;
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
	public void ended(End how, long now) {
		if (!this.right && !this.wrong && !isStale()) {
			this.file.failed(this, how, now);
		}
	}

}
