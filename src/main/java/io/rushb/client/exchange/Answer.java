package io.rushb.client.exchange;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;

/**
 * The answer to one packet, which may have to be repeated.
 * <p>
 * A repeated answer keeps its number (rule N1): if the first copy was lost the number
 * still fits, and if it was not, nothing is lost. The header has no checksum, though. An
 * answer whose number or acknowledgement was damaged may have used up that number at the
 * server (rules A2 and A4), which then repeats its packet for ever and accepts no copy.
 * So when the server has asked several times, every second copy goes out under the
 * highest number that rule A1 still accepts.
 */
final class Answer {

	/**
	 * How often the server must have repeated its packet before the spare number is
	 * tried.
	 */
	private static final int PATIENCE = 4;

	private final Kind kind;

	private final int acknowledgement;

	private final int number;

	private final int spare;

	private boolean spareUsed;

	private int asked;

	private int copies;

	Answer(Kind kind, int acknowledgement, int number, int spare) {
		this.kind = kind;
		this.acknowledgement = acknowledgement;
		this.number = number;
		this.spare = spare;
	}

	/** The first copy, or one that nobody asked for. */
	byte[] copy(Options options) {
		this.copies++;
		return encode(options, (this.spareUsed && this.copies % 2 == 0) ? this.spare : this.number);
	}

	/** A copy for a server that has sent its packet again. */
	byte[] copyAsked(Options options, AnswerNumbers numbers, boolean strict) {
		this.asked++;
		if (!strict && !this.spareUsed && this.asked >= PATIENCE && numbers.takeSpare(this.spare)) {
			this.spareUsed = true;
			this.copies = 1;
		}
		return copy(options);
	}

	/** Whether a number is one under which this answer went out. */
	boolean isNumber(int candidate) {
		return candidate == this.number || (this.spareUsed && candidate == this.spare);
	}

	private byte[] encode(Options options, int sequence) {
		return PacketCodec.encode(this.kind, options, sequence, this.acknowledgement);
	}

}
