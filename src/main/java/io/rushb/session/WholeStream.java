package io.rushb.session;

import java.util.Set;

import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.TextbookRsa;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a whole resource by rules S4 and S5.
 */
final class WholeStream extends ContentStream {

	private @Nullable Flaw flaw;

	/**
	 * Makes a stream.
	 * @param content the resource
	 * @param first its first segment, read; if that is the whole resource, it has been
	 * checked since
	 * @param flaws the known flaws of the resource
	 * @param options the options of the session
	 */
	WholeStream(Content content, Chunk first, Set<Flaw> flaws, Options options) {
		super(content, first);
		flaws.stream().filter((known) -> known.hinders(options.encryption())).findFirst().ifPresent(this::meet);
	}

	@Override
	Next afterEnd() {
		return Next.END;
	}

	@Override
	boolean isLookDue() {
		return left() <= PacketCodec.MAX_PAYLOAD; // S7
	}

	/** As long as possible, but ending before zero bytes (rule S5). */
	@Override
	boolean cut(Options options, int sequence, byte[] datagram) {
		Chunk from = chunk();
		byte[] bytes = from.bytes();
		int start = from.offset(position());
		int end = Math.min(start + PacketCodec.MAX_PAYLOAD, from.length());
		while (end > start && bytes[end - 1] == 0) {
			end--;
		}
		int length = end - start;
		if (length == 0) { // S5
			content().source().remember(Flaw.ZEROS);
			return meet(Flaw.ZEROS);
		}
		if (options.encryption() && !TextbookRsa.carries(bytes, start, length)) { // S5
			content().source().remember(Flaw.HIGH_BYTES);
			return meet(Flaw.HIGH_BYTES);
		}
		took(length);
		PacketCodec.encodeData(datagram, options, sequence, bytes, start, length);
		return true;
	}

	private boolean meet(Flaw met) {
		this.flaw = met;
		breaks(met.description());
		return false;
	}

	@Override
	boolean isFlawedAtStart() {
		return this.flaw != null && position() == 0;
	}

	@Override
	long size() {
		return content().source().size();
	}

}
