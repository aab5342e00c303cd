package io.rushb.client;

/**
 * Where a directory is: {@code rushb://host:port/dir/}. The root's path is empty.
 *
 * @param host a host name or address, without brackets
 * @param port the UDP port, 1 to 65535
 * @param path the directory's name without slashes at its ends; empty for the root
 */
public record DirectoryUri(String host, int port, String path) {

	/** A file name in place of the one that a directory's URI does not have. */
	private static final String ANY = "x";

	/**
	 * Checks the parts.
	 */
	public DirectoryUri {
		if (path.startsWith("/") || path.endsWith("/")) {
			throw new IllegalArgumentException("the path of a directory has no slash at its ends: '" + path + "'");
		}
		inside(host, port, path);
	}

	/** Returns the URI of an entry of the directory. */
	private static RushbUri inside(String host, int port, String path) {
		return new RushbUri(host, port, path.isEmpty() ? ANY : path + "/" + ANY);
	}

	/**
	 * Reads a URI.
	 * @param text for example {@code rushb://localhost/files/}; the slash at its end may
	 * be left out
	 * @return the URI
	 * @throws IllegalArgumentException if it is none; the message says why
	 */
	public static DirectoryUri parse(String text) {
		RushbUri inside = inside(text);
		String path = inside.name().substring(0, inside.name().length() - ANY.length());
		while (path.startsWith("/")) {
			path = path.substring(1);
		}
		while (path.endsWith("/")) {
			path = path.substring(0, path.length() - 1);
		}
		return new DirectoryUri(inside.host(), inside.port(), path);
	}

	private static RushbUri inside(String text) {
		String resource = text + ((text.endsWith("/") && !text.endsWith("//")) ? "" : "/") + ANY;
		try {
			return RushbUri.parse(resource);
		}
		catch (IllegalArgumentException ex) {
			String message = String.valueOf(ex.getMessage());
			throw new IllegalArgumentException(message.replace("'" + resource + "'", "'" + text + "'"), ex);
		}
	}

	/** Returns a text from which {@link #parse} makes the same. */
	@Override
	public String toString() {
		String inside = inside(this.host, this.port, this.path).toString();
		return inside.substring(0, inside.length() - ANY.length());
	}

}
