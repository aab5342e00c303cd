package io.rushb.client;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What one fetch is to be like. {@link #DEFAULTS} and the methods make others of it.
 *
 * @param goOn whether to go on with what an interrupted fetch into the same file has
 * left, if the server still has the same version
 * @param sha256 the SHA-256 that the bytes have to have, as 64 hex digits; {@code null}
 * for any
 * @param range which bytes are wanted, {@code null} for all; the server has to have parts
 * @param growing whether to take what came of a file that has grown meanwhile
 */
public record FetchOptions(boolean goOn, @Nullable String sha256, @Nullable ByteRange range, boolean growing) {

	/** From the start to the end, any bytes. */
	public static final FetchOptions DEFAULTS = new FetchOptions(false, null, null, false);

	private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

	/**
	 * Checks the digest, and that a range does not go on with another one.
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
	 * Says whether to go on where an interrupted fetch has ended.
	 * @param wanted whether to
	 * @return other options
	 * @throws IllegalArgumentException if there is a range
	 */
	public FetchOptions goOn(boolean wanted) {
		return new FetchOptions(wanted, this.sha256, this.range, this.growing);
	}

	/**
	 * Says which SHA-256 the bytes have to have: those of the range, if there is one.
	 * @param digest 64 hex digits, {@code null} for any
	 * @return other options
	 * @throws IllegalArgumentException if it is none
	 */
	public FetchOptions sha256(@Nullable String digest) {
		return new FetchOptions(this.goOn, digest, this.range, this.growing);
	}

	/**
	 * Says which bytes are wanted. Only what has them comes from the server, in parts
	 * that are checked by their MACs; there is no plain way for it.
	 * @param bytes which, {@code null} for all
	 * @return other options
	 * @throws IllegalArgumentException if it is to go on with what is left
	 */
	public FetchOptions range(@Nullable ByteRange bytes) {
		return new FetchOptions(this.goOn, this.sha256, bytes, this.growing);
	}

	/**
	 * Says whether to take what came of a file that has grown meanwhile, a log for
	 * example. A server sends no last packet of such a file (rule S7). What is taken has
	 * at least the bytes that the file had when it was asked for, less two packets at
	 * most. The file comes the plain way: parts need one that stays as it is.
	 * @param taken whether to
	 * @return other options
	 * @throws IllegalArgumentException if there is a range, or it is to go on with what
	 * is left
	 */
	public FetchOptions growing(boolean taken) {
		return new FetchOptions(this.goOn, this.sha256, this.range, taken);
	}

}
