package io.rushb.wire;

/**
 * Which bytes of a file are which segment (rule P4): segment k of a file of n bytes is
 * its bytes from 1464 k on, 1464 of them, fewer in the last. An empty file has none.
 */
public final class Segments {

	/**
	 * The length of every segment but a file's last, in bytes.
	 */
	public static final int LENGTH = PacketCodec.MAX_PAYLOAD;

	private Segments() {
	}

	/**
	 * Returns how many segments a file has.
	 * @param size the file's size in bytes, 0 or more
	 * @return the number of segments
	 */
	public static long count(long size) {
		return size / LENGTH + ((size % LENGTH > 0) ? 1 : 0);
	}

	/**
	 * Returns where a segment begins.
	 * @param segment its number, from 0; one that a file of at most 2^63 - 1 bytes can
	 * have
	 * @return the position of its first byte in the file
	 */
	public static long start(long segment) {
		return segment * LENGTH;
	}

	/**
	 * Returns how long a segment is.
	 * @param segment its number, from 0
	 * @param size the file's size in bytes
	 * @return 1 to 1464; 0 if the file has no such segment
	 */
	public static int length(long segment, long size) {
		if (segment < 0 || segment >= count(size)) {
			return 0;
		}
		return (int) Math.min(LENGTH, size - start(segment));
	}

	/**
	 * Returns how many bytes a row of segments has.
	 * @param first the number of the first
	 * @param last the number of the last, itself included; the file has it
	 * @param size the file's size in bytes
	 * @return the number of bytes
	 */
	public static long bytes(long first, long last, long size) {
		return start(last) + length(last, size) - start(first);
	}

}
