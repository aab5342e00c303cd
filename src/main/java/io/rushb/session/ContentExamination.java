package io.rushb.session;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

import io.rushb.wire.PacketCodec;
import io.rushb.wire.TextbookRsa;

/**
 * Finds out the {@link ContentFacts} of a resource that is fed in pieces, in order.
 */
public final class ContentExamination {

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

	private static final long EACH_BYTE = 0x0101010101010101L;

	private static final long HIGH_BITS = 0x8080808080808080L;

	private final CRC32C checksum = new CRC32C();

	private long size;

	private int zeros;

	private boolean uncarriable;

	private boolean encipherable = true;

	/**
	 * Takes the next piece.
	 * @param bytes where it is
	 * @param length its length, from the array's first byte on
	 */
	public void take(byte[] bytes, int length) {
		this.checksum.update(bytes, 0, length);
		this.size += length;
		int at = 0;
		for (; at <= length - Long.BYTES; at += Long.BYTES) {
			long word = (long) LONGS.get(bytes, at);
			if (mayHoldZero(word) || mayHoldByteOver248(word)) {
				takeOneByOne(bytes, at, at + Long.BYTES);
			}
			else {
				this.zeros = 0;
			}
		}
		takeOneByOne(bytes, at, length);
	}

	/**
	 * Returns the facts.
	 * @return what was found out of the bytes taken so far
	 */
	public ContentFacts facts() {
		return new ContentFacts(this.size, (int) this.checksum.getValue(), !this.uncarriable && this.zeros == 0,
				this.encipherable);
	}

	private void takeOneByOne(byte[] bytes, int from, int to) {
		for (int i = from; i < to; i++) {
			int value = bytes[i] & 0xff;
			this.zeros = (value == 0) ? this.zeros + 1 : 0;
			if (this.zeros >= PacketCodec.MAX_PAYLOAD) { // S5
				this.uncarriable = true;
				this.zeros = PacketCodec.MAX_PAYLOAD;
			}
			if (value > TextbookRsa.HIGHEST) { // W6
				this.encipherable = false;
			}
		}
	}

	/** True for every word with a zero byte, and seldom for others. */
	private static boolean mayHoldZero(long word) {
		return ((word - EACH_BYTE) & ~word & HIGH_BITS) != 0;
	}

	/** True for every word with a byte over 247, which begins with five ones. */
	private boolean mayHoldByteOver248(long word) {
		return this.encipherable && mayHoldZero(~word & 0xf8 * EACH_BYTE);
	}

}
