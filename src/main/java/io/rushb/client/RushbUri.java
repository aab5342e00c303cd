package io.rushb.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.rushb.wire.ReservedName;

/**
 * Where a resource is: {@code rushb://host:port/name}. The port may be left out; an IPv6
 * address stands in brackets, its zone after {@code %25} (RFC 6874) or a bare {@code %}.
 * In the name {@code %XX} stands for one byte; all else is taken as it is, in UTF-8.
 * Names whose bytes are not UTF-8 have no URI.
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

	/** The most bytes before the path in the name of a part (rule P1). */
	private static final int PART_NAME = 128;

	private static final String SCHEME = "rushb://";

	/** RFC 6874: in a URI, the percent sign before a zone is encoded as any other. */
	private static final Pattern ENCODED_ZONE = Pattern.compile("%25(?=[\\w.-])");

	/** A name, or an IPv4 or IPv6 address, that one perhaps with its zone. */
	private static final Pattern HOST = Pattern
		.compile("[\\p{L}\\p{N}._-]+|[\\p{XDigit}.]*:[\\p{XDigit}:.]*(%[\\w.-]+)?");

	private static final Pattern AUTHORITY = Pattern
		.compile("(?:\\[([^\\[\\]]*:[^\\[\\]]*)\\]|([^\\[\\]:]*))(?::(.*))?");

	private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

	private static final int MAX_PORT = 65535;

	/**
	 * Checks the parts.
	 */
	public RushbUri {
		if (!HOST.matcher(host).matches()) {
			throw new IllegalArgumentException(host.isEmpty() ? "no host" : "'" + host + "' is no host");
		}
		if (port < 1 || port > MAX_PORT) {
			throw new IllegalArgumentException("port " + port + " is not from 1 to " + MAX_PORT);
		}
		int length = name.getBytes(StandardCharsets.UTF_8).length;
		if (length == 0 || length > ReservedName.MAX_LENGTH || name.indexOf('\0') >= 0) {
			throw new IllegalArgumentException("the name of a resource has 1 to 1024 bytes, none of them zero");
		}
	}

	/** The name as it stands in names of parts (rule P1): without a leading slash. */
	String path() {
		return this.name.startsWith("/") ? this.name.substring(1) : this.name;
	}

	/** Whether parts of it can be asked for: its name may be too long for that. */
	boolean fitsPartNames() {
		return path().getBytes(StandardCharsets.UTF_8).length <= ReservedName.MAX_LENGTH - PART_NAME;
	}

	/**
	 * Reads a URI.
	 * @param text for example {@code rushb://[::1]:3200/file.txt}
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
		Matcher authority = AUTHORITY.matcher(text.substring(SCHEME.length(), slash));
		if (!authority.matches()) {
			throw new IllegalArgumentException("'" + text + "' has no host: it stands between // and /, an IPv6"
					+ " address, and nothing else, in brackets, as in [::1]");
		}
		String host = (authority.group(1) != null) ? ENCODED_ZONE.matcher(authority.group(1)).replaceFirst("%")
				: authority.group(2);
		try {
			int port = (authority.group(3) != null) ? port(authority.group(3)) : DEFAULT_PORT;
			return new RushbUri(host, port, decode(text.substring(slash + 1)));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("'" + text + "': " + ex.getMessage(), ex);
		}
	}

	private static int port(String digits) {
		if (!PORT.matcher(digits).matches()) {
			throw new IllegalArgumentException("'" + digits + "' is no port");
		}
		return Integer.parseInt(digits);
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
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
		}
		catch (CharacterCodingException ex) {
			throw new IllegalArgumentException("the bytes of the name are no UTF-8, which is all this client asks for",
					ex);
		}
	}

	private static String encode(String name) {
		StringBuilder encoded = new StringBuilder();
		for (int character : name.codePoints().toArray()) {
			if (character == '%' || isControl(character)) {
				for (byte one : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
					encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(one));
				}
			}
			else {
				encoded.appendCodePoint(character);
			}
		}
		return encoded.toString();
	}

	/**
	 * Characters with an effect instead of a shape, such as those that change the
	 * direction of writing.
	 */
	private static boolean isControl(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
			default -> false;
		};
	}

	/**
	 * Returns the last part of the name, the file's own name.
	 * @return the name after its last slash
	 */
	public String fileName() {
		return this.name.substring(this.name.lastIndexOf('/') + 1);
	}

	/**
	 * Returns a text from which {@link #parse} makes the same. In the name {@code %},
	 * control characters and characters that change the direction of writing are written
	 * as {@code %XX}.
	 */
	@Override
	public String toString() {
		String shownHost = (this.host.indexOf(':') >= 0) ? "[" + this.host.replace("%", "%25") + "]" : this.host;
		return SCHEME + shownHost + ":" + this.port + "/" + encode(this.name);
	}

}
