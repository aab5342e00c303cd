package io.rushb.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Explains to the user why no packet gets to a server.
 */
final class NoWay {

	private NoWay() {
	}

	/** The system says that nothing listens there. */
	static FetchException refused(InetSocketAddress server, @Nullable Exception cause) {
		return new FetchException.Unreachable("nothing listens at " + server.getHostString() + " port "
				+ server.getPort() + ": check host and port, and whether the server runs", cause);
	}

	/**
	 * No usable packet has come from the server.
	 * @param patience how long the client waited
	 * @param damaged how many packets came that are damaged, or none of the protocol
	 */
	static FetchException silence(String host, int port, Duration patience, long damaged) {
		return new FetchException.TimedOut("no answer from " + host + " port " + port + " in "
				+ patience.toMillis() / 1000.0 + " s"
				+ ((damaged > 0) ? ", only packets that are damaged or no RUSHB (" + damaged + "): check host and port"
						: ": packets get lost on the way, a firewall swallows them, or the server is silent, as some"
								+ " are about what they do not have; check host, port and name, or allow a longer"
								+ " timeout"),
				null);
	}

	/**
	 * The system gives no socket for this server.
	 * @param local where packets were to be sent from; {@code null} for anywhere
	 * @param port the local port, 0 for any
	 */
	static FetchException noSocket(@Nullable InetAddress local, int port, InetSocketAddress server, Exception cause) {
		if (local == null) {
			return new FetchException.Unreachable("cannot reach " + server.getAddress().getHostAddress() + " port "
					+ server.getPort() + ": " + cause.getMessage() + ": check this machine's network", cause);
		}
		return new FetchException.LocalAddress(
				"cannot send from " + local.getHostAddress() + ((port != 0) ? " port " + port : "") + ": "
						+ cause.getMessage() + ": take an address of this machine from which " + server.getHostString()
						+ " can be reached, and a free port, or leave both to the system",
				cause);
	}

}
