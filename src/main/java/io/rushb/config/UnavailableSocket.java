package io.rushb.config;

import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Explains why a socket cannot be bound: which property has which value, where it was
 * set, and what to do. Where possible it finds the reason without the system's message,
 * because that is in the user's language.
 */
public final class UnavailableSocket {

	/** Lower ports need a permission on most systems. */
	private static final int FIRST_FREE_PORT = 1024;

	private final Environment environment;

	private final String prefix;

	private final String protocol;

	/**
	 * Makes one for the socket of some properties.
	 * @param environment has the properties
	 * @param prefix what stands before {@code .address} and {@code .port} in their names
	 * @param protocol UDP or TCP
	 */
	public UnavailableSocket(Environment environment, String prefix, String protocol) {
		this.environment = environment;
		this.prefix = prefix;
		this.protocol = protocol;
	}

	/**
	 * Finds the system's exception.
	 * @param failure a failure
	 * @return the exception of the socket among its causes; {@code null} if none is
	 */
	public static @Nullable Exception causeOf(Throwable failure) {
		for (Throwable at = failure; at != null; at = at.getCause()) {
			if (at instanceof SocketException || at instanceof UnsupportedAddressTypeException
					|| at instanceof UnknownHostException) {
				return (Exception) at;
			}
		}
		return null;
	}

	/**
	 * Explains.
	 * @param cause what the system said
	 * @param port the port wanted; 0 if any free one
	 * @param failure the whole failure
	 * @return what is wrong, and what to do
	 */
	public FailureAnalysis analysis(Exception cause, int port, Throwable failure) {
		String text = value("address");
		if (cause instanceof UnknownHostException) {
			return analysis("address", text, "there is no host of that name",
					"Set %s to a name that is known here, or to an address such as 127.0.0.1.", failure);
		}
		InetAddress address;
		try {
			address = InetAddress.getByName(text.isEmpty() ? "0.0.0.0" : text);
		}
		catch (UnknownHostException ex) {
			return analysis(ex, port, failure);
		}
		if (cause instanceof UnsupportedAddressTypeException || !(cause instanceof BindException) && isOld(cause)) {
			return analysis("address", text, "IPv6 is switched off, on this machine or for Java",
					"Set %s to an address of IPv4, such as 127.0.0.1, or 0.0.0.0 for all, or switch IPv6 on (sysctl"
							+ " net.ipv6.conf.all.disable_ipv6=0; no -Djava.net.preferIPv4Stack=true).",
					failure);
		}
		if (!isOfThisMachine(address)) {
			return analysis("address", text, "no interface of this machine has that address",
					"Set %s to an address of this machine (ip address show lists them), or 0.0.0.0 for all.", failure);
		}
		String message = String.valueOf(cause.getMessage());
		if (port > 0 && port < FIRST_FREE_PORT && !message.contains("in use")) {
			return analysis("port", String.valueOf(port), message + "; ports below 1024 need a permission",
					"Set %s to a port from 1024 on, or give the process the capability CAP_NET_BIND_SERVICE (in a systemd"
							+ " unit: AmbientCapabilities=CAP_NET_BIND_SERVICE).",
					failure);
		}
		if (cause instanceof BindException && port > 0) {
			return analysis("port", String.valueOf(port), "another program has " + this.protocol + " port " + port,
					"Stop that program (ss -" + (this.protocol.equals("UDP") ? "lu" : "lt") + "np 'sport = :" + port
							+ "' shows it), or set %s to another port, or to 0 for any free one.",
					failure);
		}
		return analysis("address", text, message, "Set %s to another address, or another port.", failure);
	}

	/** Without IPv6 on the machine, its addresses are of an unknown family. */
	private static boolean isOld(Exception cause) {
		return String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("family");
	}

	private static boolean isOfThisMachine(InetAddress address) {
		try {
			return address.isAnyLocalAddress() || address.isLoopbackAddress()
					|| NetworkInterface.getByInetAddress(address) != null;
		}
		catch (SocketException ex) {
			return true; // unknown: another reason is told
		}
	}

	private FailureAnalysis analysis(String last, String value, String reason, String advice, Throwable failure) {
		String name = this.prefix + "." + last;
		String where = SetProperty.of(this.environment, name).where();
		return new FailureAnalysis("%s cannot be '%s': %s.%nIt is set in: %s.".formatted(name, value, reason, where),
				advice.formatted(name), failure);
	}

	private String value(String last) {
		String written = SetProperty.of(this.environment, this.prefix + "." + last).value();
		return (written != null) ? written : "";
	}

}
