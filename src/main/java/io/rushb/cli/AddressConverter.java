package io.rushb.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Converts addresses and ports; subclasses say which of the two are required.
 */
abstract class AddressConverter implements ITypeConverter<InetSocketAddress> {

	private static final int MAX_PORT = 65535;

	private static final Pattern PORT = Pattern.compile("\\d{1,5}");

	private static final Pattern IPV6 = Pattern.compile("[^\\[\\]:]*:[^\\[\\]:]*:[^\\[\\]]*");

	private static final Pattern HOST_AND_PORT = Pattern
		.compile("(?:\\[([^\\[\\]]*:[^\\[\\]]*)\\]|([^\\[\\]:]+))(?::(\\d{1,5}))?");

	private final String form;

	private AddressConverter(String form) {
		this.form = form;
	}

	@Override
	public InetSocketAddress convert(String value) {
		if (PORT.matcher(value).matches()) {
			return address(value, null, value);
		}
		if (IPV6.matcher(value).matches()) {
			return address(value, value, null);
		}
		Matcher matcher = HOST_AND_PORT.matcher(value);
		if (!matcher.matches()) {
			throw refusal(value);
		}
		return address(value, (matcher.group(1) != null) ? matcher.group(1) : matcher.group(2), matcher.group(3));
	}

	private InetSocketAddress address(String value, @Nullable String host, @Nullable String digits) {
		int port = (digits != null) ? Integer.parseInt(digits) : 0;
		if (port > MAX_PORT || !isComplete(host, digits != null, port)) {
			throw refusal(value);
		}
		try {
			return (host != null) ? new InetSocketAddress(InetAddress.getByName(host), port)
					: new InetSocketAddress(port);
		}
		catch (UnknownHostException ex) {
			throw new TypeConversionException("'" + value + "': there is no host '" + host + "'");
		}
	}

	private TypeConversionException refusal(String value) {
		return new TypeConversionException("'" + value + "': write " + this.form);
	}

	/** Whether the required parts were given; the port is 0 if none was. */
	abstract boolean isComplete(@Nullable String host, boolean portGiven, int port);

	/** Where to listen. */
	static final class Listening extends AddressConverter {

		Listening() {
			super("[ADDRESS:]PORT, as in 3201, 127.0.0.1:3201 or [::1]:3201");
		}

		@Override
		boolean isComplete(@Nullable String host, boolean portGiven, int port) {
			return portGiven;
		}

	}

	/** Where a server is. */
	static final class Server extends AddressConverter {

		Server() {
			super("HOST:PORT, as in localhost:3200 or [::1]:3200, with a port from 1 to " + MAX_PORT);
		}

		@Override
		boolean isComplete(@Nullable String host, boolean portGiven, int port) {
			return host != null && port > 0;
		}

	}

	/** Where to send from. */
	static final class Local extends AddressConverter {

		Local() {
			super("ADDRESS[:PORT], as in 192.0.2.1, 192.0.2.1:4000, ::1 or [::1]:4000");
		}

		@Override
		boolean isComplete(@Nullable String host, boolean portGiven, int port) {
			return host != null;
		}

	}

}
