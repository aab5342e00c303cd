package io.rushb.client.channels;

/**
 * A datagram to be sent.
 *
 * @param channel from whose port, 0 or more
 * @param generation the channel's how manieth port: a higher one than last time wants
 * another port
 * @param datagram 1472 bytes, which may change after the next call of the channels
 */
public record ChannelTransmit(int channel, int generation, byte[] datagram) {

}
