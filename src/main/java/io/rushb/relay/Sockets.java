package io.rushb.relay;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;

import org.jspecify.annotations.Nullable;

/**
 * Where sockets come from: bound to this address, or to any.
 */
@FunctionalInterface
interface Sockets {

	DatagramChannel open(@Nullable InetSocketAddress address) throws IOException;

}
