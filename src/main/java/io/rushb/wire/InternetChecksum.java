package io.rushb.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The checksum of rule W5: the Internet checksum (RFC 1071) with its 16-bit words summed
 * little endian, so that its two bytes are swapped with respect to the RFC.
 */
public final class InternetChecksum {

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private InternetChecksum() {
	}

	/**
	 * Returns the checksum of these bytes. Zero bytes at the end make no difference.
	 * @param bytes the payload as sent
	 * @return the value of the checksum field, 0 to 65535
	 */
	public static int of(byte[] bytes) {
		return of(bytes, 0, bytes.length);
	}

	/**
	 * Returns the checksum of a part of an array.
	 * @param bytes where the payload is
	 * @param offset where it begins
	 * @param length its length in bytes, below 2 GiB
	 * @return the value of the checksum field, 0 to 65535
	 */
	public static int of(byte[] bytes, int offset, int length) {
		// One's complement addition may be done in wider words and folded at the end
		// (RFC 1071, section 2).
		long sum = 0;
		int end = offset + length;
		int at = offset;
		for (; at <= end - Long.BYTES; at += Long.BYTES) {
			long word = (long) LONGS.get(bytes, at);
			sum += (word & 0xffff_ffffL) + (word >>> Integer.SIZE);
		}
		for (int shift = 0; at < end; at++, shift ^= Byte.SIZE) {
			sum += (bytes[at] & 0xffL) << shift;
		}
		while (sum >>> 16 != 0) {
			sum = (sum & 0xffff) + (sum >>> 16);
		}
		return (int) ~sum & 0xffff;
	}

}
