package io.rushb.storage;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * File names as UTF-8, in any locale. To Linux a name is bytes. Java decodes them by the
 * locale in which it was started, and in the locale C, which is common for services, it
 * refuses all names that are not ASCII. Only a file's URI keeps the bytes, so paths are
 * made by way of URIs.
 */
public final class FileNames {

	/** The encoding in which Java decodes names; fixed when the JVM starts. */
	private static final String ENCODING = System.getProperty("sun.jnu.encoding", "UTF-8");

	/** Whether names are bytes, and Java decodes them otherwise than as UTF-8. */
	private static final boolean WRONG = !ENCODING.equalsIgnoreCase("UTF-8") && !ENCODING.equalsIgnoreCase("UTF8")
			&& FileSystems.getDefault().getSeparator().equals("/");

	private static final HexFormat HEX = HexFormat.of();

	private FileNames() {
	}

	/**
	 * Returns the JVM's encoding for file names, if it is not UTF-8. Java decodes
	 * command-line arguments and environment variables in it too, and loses characters
	 * there.
	 * @return the encoding, {@code null} if names are characters to the JVM as they
	 * should be
	 */
	public static @Nullable String wrongEncoding() {
		return WRONG ? ENCODING : null;
	}

	/**
	 * Makes a path.
	 * @param name a path with slashes, absolute or relative, not empty
	 * @return the path of the default file system
	 */
	public static Path path(String name) {
		return WRONG ? pathOfBytes(name) : Path.of(name);
	}

	/**
	 * Returns the last part of a path.
	 * @param path a path
	 * @return the name in Unicode; what is no UTF-8 is replaced by U+FFFD, so such a name
	 * does not lead to the file
	 */
	static String lastName(Path path) {
		Path last = path.getFileName();
		return (last == null) ? "" : (WRONG ? nameOfBytes(last) : last.toString());
	}

	static Path pathOfBytes(String name) {
		StringBuilder raw = new StringBuilder("file:///");
		for (byte value : name.getBytes(StandardCharsets.UTF_8)) {
			if (value == '/') {
				raw.append('/');
			}
			else { // a client may send many long names: nothing is formatted
				raw.append('%').append(HEX.toHighHexDigit(value)).append(HEX.toLowHexDigit(value));
			}
		}
		Path absolute = Path.of(URI.create(raw.toString()));
		FileSystem system = absolute.getFileSystem();
		return name.startsWith("/") ? absolute : system.getPath("/").relativize(absolute);
	}

	static String nameOfBytes(Path path) {
		String raw = path.toUri().getRawPath();
		String last = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
		last = last.substring(last.lastIndexOf('/') + 1);
		byte[] bytes = new byte[last.length()];
		int count = 0;
		for (int i = 0; i < last.length(); i++) {
			boolean escaped = last.charAt(i) == '%';
			bytes[count++] = escaped ? (byte) Integer.parseInt(last.substring(i + 1, i + 3), 16)
					: (byte) last.charAt(i);
			i += escaped ? 2 : 0;
		}
		return new String(bytes, 0, count, StandardCharsets.UTF_8);
	}

}
