package io.rushb.session;

import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.PartTrailer;
import io.rushb.wire.ReservedName;
import io.rushb.wire.Segments;

/**
 * Some segments of a resource, then the trailer (rules P4 and P5). A segment is sent
 * without its trailing zero bytes, and otherwise whole. Before the trailer the resource
 * is checked again (rule P6).
 */
final class PartStream extends ContentStream {

	private final PartTrailer trailer;

	private final long size;

	private boolean trailerCut;

	/**
	 * Makes a stream that has nothing in memory yet.
	 * @param content the resource, which has all the segments
	 * @param part what is asked for
	 */
	PartStream(Content content, ReservedName.Part part) {
		super(content, Segments.start(part.first()), Segments.start(part.first()) + length(content, part));
		this.trailer = new PartTrailer(part);
		this.size = length(content, part);
	}

	private static long length(Content content, ReservedName.Part part) {
		return Segments.bytes(part.first(), part.last(), content.source().size());
	}

	@Override
	Next afterEnd() {
		if (this.trailerCut) {
			return Next.END;
		}
		return isLookedAt() ? Next.SEGMENT : Next.NOT_LOOKED_AT; // P6
	}

	/** Only the trailer waits for the check. */
	@Override
	boolean isLookDue() {
		return false;
	}

	@Override
	boolean cut(Options options, int sequence, byte[] datagram) {
		if (isAtEnd()) { // P5
			byte[] payload = this.trailer.finish();
			PacketCodec.encodeData(datagram, options, sequence, payload, 0, payload.length);
			this.trailerCut = true;
			took(0);
			return true;
		}
		Chunk from = chunk();
		byte[] bytes = from.bytes();
		int start = from.offset(position());
		int length = (int) Math.min(Segments.LENGTH, left());
		this.trailer.take(bytes, start, length);
		int carried = length;
		while (carried > 0 && bytes[start + carried - 1] == 0) { // P4, W4
			carried--;
		}
		PacketCodec.encodeData(datagram, options, sequence, bytes, start, carried);
		took(length);
		return true;
	}

	@Override
	long size() {
		return this.size;
	}

}
