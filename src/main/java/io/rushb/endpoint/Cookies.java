package io.rushb.endpoint;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and checks the cookies that prove a client's address (rule P3): a MAC, under the
 * server's secret, of the address without its port and of the time in steps of ten
 * minutes. The server keeps no state. Servers with the same secret accept each other's
 * cookies if their clocks differ by less than ten minutes. Not thread-safe.
 */
final class Cookies {

	/**
	 * A cookie is valid in the step it was made in and in the next one, so for ten to
	 * twenty minutes. It is valid in the step before too, for a server whose clock is
	 * behind.
	 */
	static final long STEP_SECONDS = TimeUnit.MINUTES.toSeconds(10);

	private static final String ALGORITHM = "HmacSHA256";

	/** Half of the MAC's 256 bits, which is still too much to guess. */
	private static final int LENGTH = 16;

	/** What stands before the last four bytes of an IPv4-mapped address (RFC 4291). */
	private static final byte[] MAPPED = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff };

	private final Mac mac;

	/**
	 * Makes cookies.
	 * @param secret the server's secret, at least one byte
	 */
	Cookies(byte[] secret) {
		try {
			this.mac = Mac.getInstance(ALGORITHM);
			this.mac.init(new SecretKeySpec(secret, ALGORITHM));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java platform has " + ALGORITHM, ex);
		}
	}

	/**
	 * Makes the cookie of an address.
	 * @param address the client's address
	 * @param epochSeconds the time of day, in seconds since 1970
	 * @return 32 hex digits
	 */
	String of(InetAddress address, long epochSeconds) {
		return ofStep(address, Math.floorDiv(epochSeconds, STEP_SECONDS));
	}

	/**
	 * Checks a cookie. It takes as long for a wrong one as for a right one.
	 * @param cookie what the client sent
	 * @param address where it came from
	 * @param epochSeconds the time of day, in seconds since 1970
	 * @return whether the address has proven itself
	 */
	boolean isRight(String cookie, InetAddress address, long epochSeconds) {
		byte[] given = cookie.getBytes(StandardCharsets.US_ASCII);
		long step = Math.floorDiv(epochSeconds, STEP_SECONDS);
		boolean right = false;
		for (long made = step - 1; made <= step + 1; made++) {
			right |= MessageDigest.isEqual(given, ofStep(address, made).getBytes(StandardCharsets.US_ASCII));
		}
		return right;
	}

	private String ofStep(InetAddress address, long step) {
		byte[] bytes = address.getAddress();
		ByteBuffer message = ByteBuffer.allocate(MAPPED.length + Integer.BYTES + Long.BYTES);
		if (bytes.length == Integer.BYTES) {
			message.put(MAPPED);
		}
		message.put(bytes).putLong(step);
		return HexFormat.of().formatHex(this.mac.doFinal(message.array()), 0, LENGTH);
	}

}
