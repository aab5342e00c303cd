package io.rushb.health;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Clients' addresses as text: address and port, an IPv6 address in brackets (RFC 3986,
 * section 3.2.2).
 */
final class Clients {

	/** Only literal addresses: no name server may be asked. */
	private static final Pattern TEXT = Pattern
		.compile("((?:\\d{1,3}\\.){3}\\d{1,3}|\\[[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%\\w{1,16})?\\]):(\\d{1,5})");

	private Clients() {
	}

	static String text(InetSocketAddress client) {
		String address = client.getAddress().getHostAddress();
		return ((client.getAddress() instanceof Inet6Address) ? "[" + address + "]" : address) + ":" + client.getPort();
	}

	/** The address and port that a text names; {@code null} if it is none. */
	static @Nullable InetSocketAddress parse(String text) {
		Matcher matcher = TEXT.matcher(text);
		if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535 || hasTooLargeAByte(matcher.group(1))) {
			return null;
		}
		try {
			return new InetSocketAddress(InetAddress.getByName(matcher.group(1)), Integer.parseInt(matcher.group(2)));
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

	private static boolean hasTooLargeAByte(String address) {
		return !address.startsWith("[")
				&& Pattern.compile("\\.").splitAsStream(address).anyMatch((part) -> Integer.parseInt(part) > 255);
	}

}
