package io.rushb.endpoint;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.rushb.wire.ReservedName;
import org.jspecify.annotations.Nullable;

/**
 * A valid resource name: a relative path below the server's root (rule S8).
 *
 * @param parts the names between the slashes; none of them empty, "." or "..", the first
 * not ".rushb", which is the protocol's own (rule P1); no names for the root
 */
public record ResourceName(List<String> parts) {

	/**
	 * The longest name, in bytes.
	 */
	public static final int MAX_LENGTH = ReservedName.MAX_LENGTH;

	/**
	 * The server's root, which is a directory and no file.
	 */
	public static final ResourceName ROOT = new ResourceName(List.of());

	/**
	 * Reads a name.
	 * @param bytes the GET's payload, with ENC undone
	 * @return the name, {@code null} if the bytes are no valid name
	 */
	public static @Nullable ResourceName of(byte[] bytes) {
		if (bytes.length == 0 || bytes.length > MAX_LENGTH) {
			return null;
		}
		String name;
		try {
			name = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
		if (name.indexOf('\\') >= 0 || name.chars().anyMatch(Character::isISOControl)) {
			return null;
		}
		List<String> parts = List.of(name.substring(name.startsWith("/") ? 1 : 0).split("/", -1));
		boolean strange = parts.stream().anyMatch((part) -> part.isEmpty() || part.equals(".") || part.equals(".."));
		return (strange || parts.get(0).equals(ReservedName.DIRECTORY)) ? null : new ResourceName(parts); // P1
	}

	/**
	 * Returns the name as bytes, without a leading slash.
	 * @return its UTF-8 bytes
	 */
	byte[] bytes() {
		return toString().getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		return String.join("/", this.parts);
	}

}
