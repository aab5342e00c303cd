package io.rushb.client.channels;

/**
 * A datagram to be sent.
 *
 * @param channel from whose port, 0 or more
 * @param generation which of the channel's ports, one after the other; a higher number
 * than last time asks for a new port
 * @param datagram 1472 bytes, which may change after the next call of the channels
 */
public record ChannelTransmit(int channel, int generation, byte[] datagram) {

}
