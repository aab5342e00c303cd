package io.rushb.check.script;

/**
 * A datagram that a scripted client sends.
 *
 * @param client the number of the client, from 0; each has a port of its own
 * @param datagram its bytes
 */
public record Outgoing(int client, byte[] datagram) {

}
