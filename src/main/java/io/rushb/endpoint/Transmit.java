package io.rushb.endpoint;

import java.net.InetSocketAddress;

/**
 * A datagram to be sent.
 *
 * @param client where to
 * @param datagram its bytes, which nobody changes
 */
public record Transmit(InetSocketAddress client, byte[] datagram) {

}
