/**
 * A relay that plays a bad network between UDP clients and a server. It knows no
 * protocol. Read first: {@link io.rushb.relay.Relay} has the sockets;
 * {@link io.rushb.relay.Way} decides what becomes of a datagram.
 */
@NullMarked
package io.rushb.relay;

import org.jspecify.annotations.NullMarked;
