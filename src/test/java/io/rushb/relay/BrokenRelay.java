package io.rushb.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A relay with a defect: the first datagram of a client stops it.
 */
public final class BrokenRelay {

	private BrokenRelay() {
	}

	/**
	 * Starts one on a free port.
	 * @return the relay
	 * @throws IOException if there is no port
	 */
	public static Relay start() throws IOException {
		InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
		AtomicBoolean listening = new AtomicBoolean();
		return Relay.start(new RelaySettings(any, any, Impairments.NONE, Blackhole.NEVER, 1, 1), (address, shared) -> {
			if (listening.getAndSet(true)) {
				throw new IllegalStateException("broken");
			}
			return Sockets.udp(address, shared);
		}, Set::of, Long.MAX_VALUE / 2);
	}

}
