package io.rushb.wire;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * The protocol's own names, those below {@code .rushb/} (rule P1):
 *
 * <pre>
 * name   = ".rushb/" ( "stat/" nonce "/" [ path ]
 *                    / "part/" cookie "/" tag "/" number "-" number "/" path
 *                    / "list/" cookie "/" [ path ] )
 * nonce  = 1*32HEXDIG
 * cookie = 32HEXDIG
 * tag    = 1*40( ALPHA / DIGIT / "-" )
 * number = "0" / ( %x31-39 *18DIGIT )
 * </pre>
 *
 * One leading slash is allowed, as in every name (rule S8). A path has no leading slash.
 * The server checks whether it is a valid name. The path of {@code stat} and of
 * {@code list} may be empty: that is the server's root.
 */
public sealed interface ReservedName {

	/**
	 * The first part of all these names.
	 */
	String DIRECTORY = ".rushb";

	/**
	 * The longest name in bytes, a leading slash included (rule P1).
	 */
	int MAX_LENGTH = 1024;

	/**
	 * The most segments of a part (rule P6).
	 */
	int MAX_SEGMENTS = 4096;

	/**
	 * Returns the path that the name is about.
	 * @return a path without a leading slash; empty for the server's root
	 */
	String path();

	/**
	 * Returns whether a name belongs to the protocol, well formed or not.
	 * @param name the bytes of a GET, with ENC undone
	 * @return whether its first part is {@code .rushb}
	 */
	static boolean isReserved(byte[] name) {
		int start = (name.length > 0 && name[0] == '/') ? 1 : 0;
		int end = start + DIRECTORY.length();
		if (name.length < end || (name.length > end && name[end] != '/')) {
			return false;
		}
		for (int i = start; i < end; i++) {
			if (name[i] != DIRECTORY.charAt(i - start)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Reads a name.
	 * @param name the bytes of a GET, with ENC undone
	 * @return the name; {@code null} if the bytes do not fit the grammar, the numbers are
	 * out of order or too far apart, or the bytes are not UTF-8
	 */
	static @Nullable ReservedName parse(byte[] name) {
		return (name.length > MAX_LENGTH || !isReserved(name)) ? null : ReservedNameGrammar.parse(name);
	}

	/**
	 * Returns the name as it is asked for, from {@code .rushb/} on.
	 * @return bytes in UTF-8
	 */
	default byte[] bytes() {
		return toString().getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Asks for the facts of a path, and for a cookie (rule P2).
	 *
	 * @param nonce 1 to 32 hex digits of the client's choice, which come back in the
	 * answer
	 * @param path the path of a file; empty for the server's root
	 */
	record Stat(String nonce, String path) implements ReservedName {

		@Override
		public String toString() {
			return DIRECTORY + "/stat/" + this.nonce + "/" + this.path;
		}

	}

	/**
	 * Asks for some segments of a file (rules P4 to P6).
	 *
	 * @param cookie 32 hex digits, from a {@link Stat}
	 * @param tag names the version of the file
	 * @param first the first segment, from 0
	 * @param last the last segment, itself included
	 * @param path the path of the file
	 */
	record Part(String cookie, String tag, long first, long last, String path) implements ReservedName {

		/**
		 * Returns how many segments are asked for.
		 * @return 1 to 4096
		 */
		public int segments() {
			return (int) (this.last - this.first + 1);
		}

		@Override
		public String toString() {
			return DIRECTORY + "/part/" + this.cookie + "/" + this.tag + "/" + this.first + "-" + this.last + "/"
					+ this.path;
		}

	}

	/**
	 * Asks for the list of a directory (rule P10).
	 *
	 * @param cookie 32 hex digits, from a {@link Stat}
	 * @param path the path of the directory; empty for the server's root
	 */
	record Listing(String cookie, String path) implements ReservedName {

		@Override
		public String toString() {
			return DIRECTORY + "/list/" + this.cookie + "/" + this.path;
		}

	}

}
