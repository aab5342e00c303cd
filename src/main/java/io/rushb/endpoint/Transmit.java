package io.rushb.endpoint;

import java.net.InetSocketAddress;

import io.rushb.session.PacketBuffer;

/**
 * A datagram to be sent.
 *
 * @param client where to
 * @param packet what, lent until {@link #sent()}
 */
public record Transmit(InetSocketAddress client, PacketBuffer packet) {

	/**
	 * Returns the datagram's bytes.
	 * @return 1472 bytes, which nobody changes before {@link #sent()}
	 */
	public byte[] datagram() {
		return this.packet.bytes();
	}

	/**
	 * Says that the datagram has been sent, so that the session may make its next packet
	 * in the same buffer. To be called once, on any thread. If it is never called, the
	 * session takes another buffer.
	 */
	public void sent() {
		this.packet.giveBack();
	}

}
