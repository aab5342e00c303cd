package io.rushb.session;

import java.net.InetSocketAddress;
import java.util.Arrays;

import io.rushb.wire.Packet;

/**
 * What opens a session (rule S1).
 *
 * @param client the client's address and port
 * @param get the GET that was received
 * @param resource the name asked for, in printable form
 * @param openedAt when it came, in nanoseconds
 */
public record SessionRequest(InetSocketAddress client, Packet get, String resource, long openedAt) {

	/**
	 * Returns whether another GET asks for the same with the same options (rule A6).
	 * @param other another GET of the same client
	 * @return whether it is the same request
	 */
	boolean isRepeatedBy(Packet other) {
		return this.get.options().equals(other.options()) && Arrays.equals(this.get.payload(), other.payload());
	}

}
