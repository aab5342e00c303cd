package io.rushb.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Standard output if it is a terminal: passes text, and refuses other bytes, because
 * control bytes can make a terminal unusable.
 */
final class TerminalStream extends FilterOutputStream {

	/** The longest character of UTF-8. */
	private static final int LONGEST = 4;

	private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();

	/** The beginning of a character that was cut in two. */
	private byte[] rest = new byte[0];

	TerminalStream(OutputStream terminal) {
		super(terminal);
	}

	@Override
	public void write(int value) throws IOException {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		ByteBuffer unread = ByteBuffer.allocate(this.rest.length + length).put(this.rest).put(bytes, offset, length);
		unread.flip();
		CharBuffer text = CharBuffer.allocate(unread.remaining() + 1);
		CoderResult result = this.decoder.decode(unread, text, false);
		if (result.isError() || unread.remaining() >= LONGEST || !isText(text.flip())) {
			throw new IOException("these bytes are no text, and could upset the terminal:"
					+ " write them to a file with -o FILE, or have them written anyway with -f");
		}
		this.rest = new byte[unread.remaining()];
		unread.get(this.rest);
		this.out.write(bytes, offset, length);
	}

	private static boolean isText(CharBuffer text) {
		return text.chars()
			.allMatch((character) -> !Character.isISOControl(character) || "\t\n\r\f\b".indexOf(character) >= 0);
	}

}
