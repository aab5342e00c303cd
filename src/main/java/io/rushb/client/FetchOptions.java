package io.rushb.client;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The options of one fetch. Begin with {@link #DEFAULTS}; the methods return changed
 * copies.
 *
 * @param goOn whether to resume an interrupted fetch into the same file, if the server
 * still has the same version
 * @param sha256 the SHA-256 that the bytes have to have, as 64 hex digits; {@code null}
 * for any
 * @param range the bytes to fetch, {@code null} for all; the server must have parts
 * @param growing whether to take what came of a file that has grown meanwhile
 */
public record FetchOptions(boolean goOn, @Nullable String sha256, @Nullable ByteRange range, boolean growing) {

	/** The whole file, from the start, with any content. */
	public static final FetchOptions DEFAULTS = new FetchOptions(false, null, null, false);

	private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

	/**
	 * Checks the digest, and that a range is not combined with resuming.
	 */
	public FetchOptions {
		sha256 = (sha256 != null) ? sha256.toLowerCase(Locale.ROOT) : null;
		if (sha256 != null && !SHA_256.matcher(sha256).matches()) {
			throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits: '" + sha256 + "'");
		}
		if (goOn && range != null) {
			throw new IllegalArgumentException("what is left of a file is no part of a range");
		}
		if (growing && (goOn || range != null)) {
			throw new IllegalArgumentException("a file that grows comes the plain way, from its start");
		}
	}

	/**
	 * Sets whether to resume an interrupted fetch.
	 * @param wanted whether to
	 * @return other options
	 * @throws IllegalArgumentException if there is a range
	 */
	public FetchOptions goOn(boolean wanted) {
		return new FetchOptions(wanted, this.sha256, this.range, this.growing);
	}

	/**
	 * Sets the SHA-256 that the bytes must have: those of the range, if there is one.
	 * @param digest 64 hex digits, {@code null} for any
	 * @return other options
	 * @throws IllegalArgumentException if it is none
	 */
	public FetchOptions sha256(@Nullable String digest) {
		return new FetchOptions(this.goOn, digest, this.range, this.growing);
	}

	/**
	 * Sets the range of bytes to fetch. Only the segments with these bytes are fetched,
	 * in parts that are checked by their MACs; the plain way has no ranges.
	 * @param bytes which, {@code null} for all
	 * @return other options
	 * @throws IllegalArgumentException if an interrupted fetch is to be resumed
	 */
	public FetchOptions range(@Nullable ByteRange bytes) {
		return new FetchOptions(this.goOn, this.sha256, bytes, this.growing);
	}

	/**
	 * Sets whether to keep the bytes that came of a file that grew meanwhile, such as a
	 * log. A server does not send the last packet of such a file (rule S7). The result
	 * has all bytes that the file had when it was asked for, except at most two packets.
	 * The file is fetched the plain way, because parts need a file that does not change.
	 * @param taken whether to
	 * @return other options
	 * @throws IllegalArgumentException if there is a range, or an interrupted fetch is to
	 * be resumed
	 */
	public FetchOptions growing(boolean taken) {
		return new FetchOptions(this.goOn, this.sha256, this.range, taken);
	}

}
