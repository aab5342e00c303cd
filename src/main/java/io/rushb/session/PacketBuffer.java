package io.rushb.session;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import io.rushb.wire.PacketCodec;

/**
 * The array that a session's packets are made in, one after the other, so that a packet
 * costs no new array.
 * <p>
 * Any thread may send a packet, outside of the core, at any later time. So each packet
 * that leaves the core is <em>lent</em>, and the sender says when it has been sent. The
 * core writes to the array only while nothing is lent: a packet never changes before it
 * has been sent. If a sender never says so, the session takes a new buffer.
 */
public final class PacketBuffer {

	private static final VarHandle RETURNED;

	static {
		try {
			RETURNED = MethodHandles.lookup().findVarHandle(PacketBuffer.class, "returned", int.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final byte[] bytes = new byte[PacketCodec.PACKET_LENGTH];

	/** Written by the core only, which is one thread at a time. */
	private int lent;

	/** Written by all senders. */
	private volatile int returned;

	/**
	 * Lends the packet to somebody who will send it. Called by the core.
	 */
	public void lend() {
		this.lent++;
	}

	/**
	 * The packet has been sent, or never will be. Called once by each borrower, on any
	 * thread.
	 */
	public void giveBack() {
		RETURNED.getAndAdd(this, 1);
	}

	/** Whether nobody is about to send what it holds. */
	boolean isFree() {
		return this.lent == this.returned;
	}

	/**
	 * Returns the packet.
	 * @return 1472 bytes, which nobody changes while the packet is lent
	 */
	public byte[] bytes() {
		return this.bytes;
	}

}
