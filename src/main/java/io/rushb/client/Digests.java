package io.rushb.client;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Makes digests of algorithms that every Java platform has.
 */
final class Digests {

	private Digests() {
	}

	static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

}
