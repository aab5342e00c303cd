package io.rushb.wire;

import org.jspecify.annotations.Nullable;

/**
 * The legal kinds of packet (rule W3), which are combinations of the five highest flags;
 * CHK and ENC are {@link Options}.
 */
public enum Kind {

	/** A client's request for a resource. */
	GET(0x20, Sender.CLIENT),
	/** Data. */
	DAT(0x10, Sender.SERVER),
	/** The acknowledgement of data. */
	DAT_ACK(0x90, Sender.CLIENT),
	/** The client asks for data again. */
	DAT_NAK(0x50, Sender.CLIENT),
	/** The end of a transfer, or its refusal. */
	FIN(0x08, Sender.SERVER),
	/** The acknowledgement of a FIN, and the server's answer to it. */
	FIN_ACK(0x88, null),
	/** The client asks for the FIN again. */
	FIN_NAK(0x48, Sender.CLIENT);

	static final int MASK = 0xf8;

	private static final @Nullable Kind[] BY_FLAGS = new Kind[256];

	static {
		for (Kind kind : values()) {
			BY_FLAGS[kind.flags] = kind;
		}
	}

	private final int flags;

	private final @Nullable Sender sender;

	Kind(int flags, @Nullable Sender sender) {
		this.flags = flags;
		this.sender = sender;
	}

	int flags() {
		return this.flags;
	}

	/**
	 * Returns whether this side may send packets of this kind (rule W3).
	 * @param side the sending side
	 * @return whether the kind is legal from there
	 */
	public boolean isSentBy(Sender side) {
		return this.sender == null || this.sender == side;
	}

	/**
	 * Returns whether packets of this kind have a payload (rule W4).
	 * @return whether the payload carries data
	 */
	public boolean carriesData() {
		return this == GET || this == DAT;
	}

	static @Nullable Kind ofFlags(int flags) {
		return BY_FLAGS[flags & MASK];
	}

}
