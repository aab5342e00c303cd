package io.rushb.transport;

import java.net.InetSocketAddress;

/**
 * A datagram on its way through the flows.
 *
 * @param peer where it comes from or goes to
 * @param data the array that holds it from its first byte on; of a received datagram only
 * valid while it is being handled
 * @param length its length in bytes
 */
record Datagram(InetSocketAddress peer, byte[] data, int length) {

}
