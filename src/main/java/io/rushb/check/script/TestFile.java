package io.rushb.check.script;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToIntFunction;

import io.rushb.wire.PacketCodec;

/**
 * A file that the server is to serve. Its bytes are computed, so that a long one needs no
 * memory.
 *
 * @param name its name as a GET asks for it
 * @param size its size in bytes
 * @param content the byte at a position, 0 to 255
 */
public record TestFile(String name, long size, LongToIntFunction content) {

	/**
	 * Makes a file of a text.
	 * @param name its name
	 * @param text its content, ASCII
	 * @return the file
	 */
	public static TestFile of(String name, String text) {
		return of(name, text.getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Makes a file of bytes.
	 * @param name its name
	 * @param bytes its content
	 * @return the file
	 */
	public static TestFile of(String name, byte[] bytes) {
		return new TestFile(name, bytes.length, (position) -> bytes[(int) position] & 0xff);
	}

	/**
	 * Returns some of its bytes.
	 * @param offset where they begin
	 * @param length how many they are; the file has that many from there on
	 * @return the bytes, a new array
	 */
	public byte[] bytes(long offset, int length) {
		byte[] bytes = new byte[length];
		for (int i = 0; i < length; i++) {
			bytes[i] = (byte) this.content.applyAsInt(offset + i);
		}
		return bytes;
	}

	/**
	 * Cuts it into the data of its packets: the fewest, none of which ends in a zero byte
	 * (rules S4 and S5).
	 * @return the packets' data in order; one without data for an empty file
	 * @throws IllegalStateException if the file cannot be carried
	 */
	public List<Slice> slices() {
		List<Slice> slices = new ArrayList<>();
		for (long offset = 0; offset < this.size;) {
			int length = (int) Math.min(PacketCodec.MAX_PAYLOAD, this.size - offset);
			while (length > 0 && this.content.applyAsInt(offset + length - 1) == 0) { // S5
				length--;
			}
			if (length == 0) {
				throw new IllegalStateException(this.name + " cannot be carried");
			}
			slices.add(new Slice(this, offset, length));
			offset += length;
		}
		return slices.isEmpty() ? List.of(new Slice(this, 0, 0)) : slices;
	}

	/**
	 * The data of one packet.
	 *
	 * @param file the file that it is of
	 * @param offset where it begins
	 * @param length its length in bytes, 0 to 1464
	 */
	public record Slice(TestFile file, long offset, int length) {

		byte[] bytes() {
			return this.file.bytes(this.offset, this.length);
		}

	}

}
