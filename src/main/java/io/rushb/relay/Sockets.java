package io.rushb.relay;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnsupportedAddressTypeException;

import org.jspecify.annotations.Nullable;

/**
 * Opens sockets.
 */
@FunctionalInterface
interface Sockets {

	/**
	 * Two megabytes, for datagrams that come while the relay's thread does other work.
	 */
	int RECEIVE_BUFFER = 1 << 21;

	/**
	 * Opens a socket.
	 * @param address where it is bound; {@code null} for any free port
	 * @param shared whether others may have the port, too (SO_REUSEPORT)
	 * @return a socket that does not block
	 * @throws IOException if there is none
	 */
	DatagramChannel open(@Nullable InetSocketAddress address, boolean shared) throws IOException;

	/**
	 * Opens a UDP socket.
	 * @param address where it is bound; {@code null} for any free port
	 * @param shared whether others may have the port, too
	 * @return a socket that does not block
	 * @throws IOException if there is none
	 */
	static DatagramChannel udp(@Nullable InetSocketAddress address, boolean shared) throws IOException {
		DatagramChannel channel = DatagramChannel.open();
		try {
			channel.configureBlocking(false);
			channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
			if (shared) {
				channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
			}
			// Not connected: a connected channel sends no empty datagrams.
			return channel.bind(address);
		}
		catch (UnsupportedAddressTypeException ex) {
			channel.close();
			throw (SocketException) new SocketException("IPv6 is switched off here").initCause(ex);
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

}
