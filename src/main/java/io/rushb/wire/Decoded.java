package io.rushb.wire;

/**
 * What a datagram turned out to be: a packet, or the reason why it is none. Bad input is
 * a value, never an exception.
 */
public sealed interface Decoded permits Packet, Corruption {

}
