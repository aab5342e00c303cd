package io.rushb.wire;

/**
 * Why a datagram was not taken as a packet (rules W1 to W5).
 */
public enum Corruption implements Decoded {

	/** Not 1472 bytes (rule W1). */
	LENGTH,
	/** A version other than 2 (rule W2). */
	VERSION,
	/** A reserved bit that is not zero (rule W2). */
	RESERVED,
	/** Flags that are no legal kind, or not one of this sender (rule W3). */
	FLAGS,
	/** Data in a packet that carries none (rule W4). */
	PAYLOAD,
	/**
	 * A wrong checksum, or one where none was negotiated (rule W5). The decoder does not
	 * return this one: see {@link Packet#isChecksumRight()}.
	 */
	CHECKSUM;

}
