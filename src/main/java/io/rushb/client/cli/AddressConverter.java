package io.rushb.client.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Addresses as in {@code localhost:3200}, {@code [::1]:3200}, {@code 3200} (any address)
 * or {@code 127.0.0.1} (any port).
 */
final class AddressConverter implements ITypeConverter<InetSocketAddress> {

	private static final int MAX_PORT = 65535;

	@Override
	public InetSocketAddress convert(String value) {
		if (value.matches("\\d{1,5}")) {
			return new InetSocketAddress(port(value, value));
		}
		int colon = value.indexOf(':', Math.max(value.lastIndexOf(']'), 0));
		String host = (colon < 0) ? value : value.substring(0, colon);
		int port = (colon < 0) ? 0 : port(value, value.substring(colon + 1));
		try {
			return new InetSocketAddress(InetAddress.getByName(host), port);
		}
		catch (UnknownHostException ex) {
			throw new TypeConversionException("'" + value + "': there is no host '" + host + "'");
		}
	}

	private static int port(String value, String digits) {
		if (!digits.matches("\\d{1,5}") || Integer.parseInt(digits) > MAX_PORT) {
			throw new TypeConversionException("'" + value + "': '" + digits + "' is no port");
		}
		return Integer.parseInt(digits);
	}

}
