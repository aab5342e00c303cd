package io.rushb.storage;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * File names as UTF-8, whatever the JVM takes them for. To Linux a name is bytes. Java
 * makes characters of them in the encoding of the locale it was started in, and in the
 * locale C, which services are often started in, it refuses all names that are not ASCII.
 * Only a file's URI is made of the bytes themselves, so paths are made by way of URIs.
 */
public final class FileNames {

	/** What Java makes of names; fixed when the JVM starts. */
	private static final String ENCODING = System.getProperty("sun.jnu.encoding", "UTF-8");

	/** Where names are bytes, and Java makes other characters of them than UTF-8. */
	private static final boolean WRONG = !ENCODING.equalsIgnoreCase("UTF-8") && !ENCODING.equalsIgnoreCase("UTF8")
			&& FileSystems.getDefault().getSeparator().equals("/");

	private static final HexFormat HEX = HexFormat.of();

	private FileNames() {
	}

	/**
	 * Returns the encoding that the JVM has for file names, if it is not the right one.
	 * Arguments of the command line and environment variables are read in it too: there
	 * other than ASCII characters are lost.
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
