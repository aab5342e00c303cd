package io.rushb.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a resource is: {@code rushb://host:port/name}. The port may be left out; an IPv6
 * address stands in brackets. In the name {@code %XX} stands for one byte; all else is
 * taken as it is, in UTF-8.
 *
 * @param host a host name or address, without brackets
 * @param port the UDP port, 1 to 65535
 * @param name the resource's name without a leading slash, 1 to 1024 bytes in UTF-8 (rule
 * S8)
 */
public record RushbUri(String host, int port, String name) {

	/**
	 * The port where none is given.
	 */
	public static final int DEFAULT_PORT = 3200;

	private static final String SCHEME = "rushb://";

	private static final int MAX_NAME = 1024;

	private static final int MAX_PORT = 65535;

	/**
	 * Checks the parts.
	 */
	public RushbUri {
		if (host.isEmpty()) {
			throw new IllegalArgumentException("no host");
		}
		if (port < 1 || port > MAX_PORT) {
			throw new IllegalArgumentException("port " + port + " is not from 1 to " + MAX_PORT);
		}
		int length = name.getBytes(StandardCharsets.UTF_8).length;
		if (length == 0 || length > MAX_NAME || name.indexOf('\0') >= 0) {
			throw new IllegalArgumentException("the name of a resource has 1 to 1024 bytes, none of them zero");
		}
	}

	/**
	 * Reads a URI.
	 * @param text for example {@code rushb://[::1]:3200/files/file.txt}
	 * @return the URI
	 * @throws IllegalArgumentException if it is none; the message says why
	 */
	public static RushbUri parse(String text) {
		if (!text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			throw new IllegalArgumentException("'" + text + "' does not begin with " + SCHEME);
		}
		int slash = text.indexOf('/', SCHEME.length());
		if (slash < 0) {
			throw new IllegalArgumentException("'" + text + "' names no resource: rushb://HOST[:PORT]/NAME");
		}
		String authority = text.substring(SCHEME.length(), slash);
		int bracket = authority.lastIndexOf(']');
		int colon = authority.indexOf(':', Math.max(bracket, 0));
		String host = (colon < 0) ? authority : authority.substring(0, colon);
		if (host.startsWith("[") && host.endsWith("]")) {
			host = host.substring(1, host.length() - 1);
		}
		else if (authority.indexOf(':', colon + 1) >= 0 && colon >= 0) {
			throw new IllegalArgumentException("'" + text + "': an IPv6 address stands in brackets, as in [::1]");
		}
		int port = (colon < 0) ? DEFAULT_PORT : port(text, authority.substring(colon + 1));
		try {
			return new RushbUri(host, port, decode(text.substring(slash + 1)));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("'" + text + "': " + ex.getMessage(), ex);
		}
	}

	private static int port(String text, String digits) {
		try {
			return Integer.parseInt(digits);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("'" + text + "': '" + digits + "' is no port", ex);
		}
	}

	private static String decode(String text) {
		if (text.indexOf('%') < 0) {
			return text;
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		byte[] raw = text.getBytes(StandardCharsets.UTF_8);
		for (int i = 0; i < raw.length; i++) {
			if (raw[i] != '%') {
				bytes.write(raw[i]);
				continue;
			}
			boolean cut = i + 2 >= raw.length;
			int high = cut ? -1 : Character.digit(raw[i + 1], 16);
			int low = cut ? -1 : Character.digit(raw[i + 2], 16);
			if (high < 0 || low < 0) {
				throw new IllegalArgumentException("after % come two hexadecimal digits; % itself is %25");
			}
			bytes.write(high << 4 | low);
			i += 2;
		}
		return bytes.toString(StandardCharsets.UTF_8);
	}

	/**
	 * Returns the last part of the name: what the file would be called.
	 * @return the name after its last slash
	 */
	public String fileName() {
		return this.name.substring(this.name.lastIndexOf('/') + 1);
	}

	@Override
	public String toString() {
		String shownHost = (this.host.indexOf(':') >= 0) ? "[" + this.host + "]" : this.host;
		return SCHEME + shownHost + ":" + this.port + "/" + this.name;
	}

}
