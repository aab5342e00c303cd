package io.rushb.client.exchange;

import io.rushb.wire.Options;

/**
 * The state of an exchange at one moment.
 *
 * @param bytes how many bytes of the resource have come out
 * @param options what the server granted (rule S2); none before its first packet
 * @param answered whether the server has answered at all
 * @param closed whether the server's last FIN+ACK has come, so that both sides know that
 * it is over (rule S6)
 * @param counts the counts so far
 */
public record ExchangeView(long bytes, Options options, boolean answered, boolean closed, Counts counts) {

}
