package io.rushb.wire;

/**
 * Printable bytes that differ from their neighbours, as files have them.
 */
final class Text {

	private Text() {
	}

	static byte[] ofLength(int length) {
		byte[] text = new byte[length];
		for (int i = 0; i < length; i++) {
			text[i] = (byte) (' ' + i * 31 % 95);
		}
		return text;
	}

}
