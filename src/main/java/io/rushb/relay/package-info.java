/**
 * A relay that emulates a bad network between UDP clients and a server. It works for any
 * protocol. Read first: {@link io.rushb.relay.Relay} has the sockets;
 * {@link io.rushb.relay.Way} decides what happens to a datagram.
 */
@NullMarked
package io.rushb.relay;

import org.jspecify.annotations.NullMarked;
