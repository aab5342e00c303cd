package io.rushb.wire;

/**
 * The result of decoding a datagram: a packet, or the reason why it is none. Malformed
 * input is a value, never an exception.
 */
public sealed interface Decoded permits Packet, Corruption {

}
