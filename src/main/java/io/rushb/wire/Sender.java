package io.rushb.wire;

/**
 * The two sides of a conversation, as senders of packets.
 */
public enum Sender {

	/** The side that asks for a resource. */
	CLIENT,
	/** The side that has it. */
	SERVER

}
