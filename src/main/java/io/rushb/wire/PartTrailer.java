package io.rushb.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The last DAT of a part (rule P5): the first 32 hex digits, in lower case, of
 * HMAC-SHA-256 (RFC 2104, FIPS 180-4). The key is the cookie's 32 characters. The message
 * is the name as asked from {@code .rushb/} on, one LF, and the bytes of the part. The
 * bytes are taken as they come, so the part need not be in memory.
 */
public final class PartTrailer {

	/**
	 * The length of the trailer in bytes.
	 */
	public static final int LENGTH = 32;

	private static final String ALGORITHM = "HmacSHA256";

	private final Mac mac;

	/**
	 * Begins with the part's name.
	 * @param part what is asked for
	 */
	public PartTrailer(ReservedName.Part part) {
		try {
			this.mac = Mac.getInstance(ALGORITHM);
			this.mac.init(new SecretKeySpec(part.cookie().getBytes(StandardCharsets.US_ASCII), ALGORITHM));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java platform has " + ALGORITHM, ex);
		}
		this.mac.update(part.bytes());
		this.mac.update((byte) '\n');
	}

	/**
	 * Takes the next bytes of the part, zero bytes at the end of segments included.
	 * @param bytes where they are
	 * @param offset where they begin
	 * @param length how many there are
	 */
	public void take(byte[] bytes, int offset, int length) {
		this.mac.update(bytes, offset, length);
	}

	/**
	 * Ends the part. Nothing can be taken after that.
	 * @return the payload of the trailer's DAT, 32 bytes
	 */
	public byte[] finish() {
		return HexFormat.of().formatHex(this.mac.doFinal(), 0, LENGTH / 2).getBytes(StandardCharsets.US_ASCII);
	}

}
