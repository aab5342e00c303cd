package io.rushb.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is said when one file is fetched, made beforehand: what the server must send,
 * byte by byte, and what is answered. So that a packet costs the generator one comparison
 * and two system calls.
 *
 * @param expected what the server sends, in order; {@code null} at the head of a TFTP
 * transfer, where any option acknowledgement will do
 * @param replies what is sent at the start, then in answer to each of these
 * @param freshPort whether each transfer begins at another port of the client
 */
record Dialogue(List<ByteBuffer> expected, List<ByteBuffer> replies, boolean freshPort) {

	private static final int DATA = 1464;

	private static final int PACKET = 1472;

	/** A file whose transfer has no surprises: no zero bytes, none over 248. */
	static byte[] file(int size) {
		byte[] file = new byte[size];
		int value = 1;
		for (int i = 0; i < size; i++) {
			value = value * 1103515245 + 12345;
			file[i] = (byte) (1 + (value >>> 16) % 248);
		}
		return file;
	}

	static Dialogue rushb(byte[] file, String name, boolean checksum) {
		int options = checksum ? 0x04 : 0;
		List<ByteBuffer> expected = new ArrayList<>();
		List<ByteBuffer> replies = new ArrayList<>();
		byte[] request = name.getBytes(StandardCharsets.US_ASCII);
		replies.add(packet(1, 0, 0x20 | options, request, 0, request.length));
		int number = 1;
		for (int at = 0; at < file.length; at += DATA, number++) {
			expected.add(packet(number, 0, 0x10 | options, file, at, Math.min(DATA, file.length - at)));
			replies.add(packet(number + 1, number, 0x90 | options, file, 0, 0));
		}
		expected.add(packet(number, 0, 0x08 | options, file, 0, 0));
		replies.add(packet(number + 1, number, 0x88 | options, file, 0, 0));
		expected.add(packet(number + 1, number + 1, 0x88 | options, file, 0, 0));
		return new Dialogue(expected, replies, false);
	}

	static Dialogue tftp(byte[] file, String name) {
		List<ByteBuffer> expected = new ArrayList<>();
		List<ByteBuffer> replies = new ArrayList<>();
		replies.add(direct(("\0\1" + name + "\0octet\0blksize\0" + DATA + "\0").getBytes(StandardCharsets.US_ASCII)));
		expected.add(direct(new byte[] { 0, 6 }));
		replies.add(direct(new byte[] { 0, 4, 0, 0 }));
		for (int block = 1; (block - 1) * DATA <= file.length; block++) {
			int at = (block - 1) * DATA;
			int length = Math.min(DATA, file.length - at);
			ByteBuffer data = ByteBuffer.allocate(4 + length);
			data.putShort((short) 3).putShort((short) block).put(file, at, length);
			expected.add(direct(data.array()));
			replies.add(direct(new byte[] { 0, 4, (byte) (block >> 8), (byte) block }));
		}
		return new Dialogue(expected, replies, true);
	}

	/** The position of the last packet that carries data, of those expected. */
	int lastData() {
		return this.expected.size() - (this.freshPort ? 1 : 3);
	}

	/** The position of the first packet that carries data. */
	int firstData() {
		return this.freshPort ? 1 : 0;
	}

	/** Whether what was received is what is expected at this position. */
	boolean isExpected(ByteBuffer received, int position) {
		ByteBuffer wanted = this.expected.get(position);
		if (this.freshPort && position == 0) {
			return received.remaining() > 2 && received.getShort(0) == wanted.getShort(0);
		}
		return received.mismatch(wanted) < 0;
	}

	/**
	 * Whether what was received is, byte by byte, the packet that its number says, though
	 * it was expected earlier.
	 */
	boolean isCopy(ByteBuffer received) {
		if (received.remaining() < 4) {
			return false;
		}
		int position = Short.toUnsignedInt(received.getShort(this.freshPort ? 2 : 0)) - (this.freshPort ? 0 : 1);
		return position >= 0 && position < this.expected.size() && isExpected(received, position);
	}

	private static ByteBuffer packet(int sequence, int acknowledgement, int flags, byte[] data, int from, int length) {
		ByteBuffer packet = ByteBuffer.allocate(PACKET);
		boolean checksum = (flags & 0x04) != 0;
		packet.putShort((short) sequence)
			.putShort((short) acknowledgement)
			.putShort((short) (checksum ? checksum(data, from, length) : 0))
			.put((byte) flags)
			.put((byte) 2)
			.put(data, from, length);
		return direct(packet.array());
	}

	/**
	 * Rule W5 word by word, on purpose not the service's own: the generator is to find
	 * its faults.
	 */
	private static int checksum(byte[] data, int from, int length) {
		int sum = 0;
		for (int i = 0; i < length; i++) {
			sum += (data[from + i] & 0xff) << (8 * (i % 2));
		}
		sum = (sum & 0xffff) + (sum >>> 16);
		sum = (sum & 0xffff) + (sum >>> 16);
		return ~sum & 0xffff;
	}

	private static ByteBuffer direct(byte[] bytes) {
		return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
	}

}
