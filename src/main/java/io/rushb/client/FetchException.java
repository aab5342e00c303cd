package io.rushb.client;

import java.io.IOException;

import io.rushb.wire.Options;
import org.jspecify.annotations.Nullable;

/**
 * The reason why a resource was not fetched. The message is a sentence for users;
 * programs distinguish the subclasses.
 */
public abstract sealed class FetchException extends IOException {

	private FetchException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	/**
	 * The server refuses: there is no such resource, or it may not be served (rules S4
	 * and S5). The protocol does not tell which.
	 */
	public static final class NotAvailable extends FetchException {

		NotAvailable(String message) {
			super(message, null);
		}

	}

	/**
	 * There is no host of this name.
	 */
	public static final class NoSuchHost extends FetchException {

		NoSuchHost(String message, @Nullable Throwable cause) {
			super(message, cause);
		}

	}

	/**
	 * Nothing listens at any address of the host (the host said so by ICMP), or there is
	 * no route to it.
	 */
	public static final class Unreachable extends FetchException {

		Unreachable(String message, @Nullable Throwable cause) {
			super(message, cause);
		}

	}

	/**
	 * The server was silent for too long, or packets get lost on the way.
	 */
	public static final class TimedOut extends FetchException {

		TimedOut(String message, @Nullable Throwable cause) {
			super(message, cause);
		}

	}

	/**
	 * The server does not grant an option that was insisted on (rule S2).
	 */
	public static final class OptionRefused extends FetchException {

		OptionRefused(Options wanted, Options granted) {
			super("the server does not grant what was insisted on: " + missing(wanted, granted), null);
		}

		private static String missing(Options wanted, Options granted) {
			boolean checksum = wanted.checksum() && !granted.checksum();
			boolean encryption = wanted.encryption() && !granted.encryption();
			return (checksum ? "checksums" : "") + ((checksum && encryption) ? " and " : "")
					+ (encryption ? "encryption" : "");
		}

	}

	/**
	 * The received data cannot be right.
	 */
	public static final class Damaged extends FetchException {

		Damaged(String message) {
			super(message, null);
		}

	}

	/**
	 * The caller has cancelled it, or interrupted the thread.
	 */
	public static final class Cancelled extends FetchException {

		Cancelled() {
			super("cancelled", null);
		}

	}

	/**
	 * The local address cannot be bound.
	 */
	public static final class LocalAddress extends FetchException {

		LocalAddress(String message, @Nullable Throwable cause) {
			super(message, cause);
		}

	}

	/**
	 * The bytes could not be written to their target.
	 */
	public static final class LocalFile extends FetchException {

		LocalFile(String message, @Nullable Throwable cause) {
			super(message, cause);
		}

	}

	/**
	 * The resource, or the tree, exceeds the caller's limit.
	 */
	public static final class BeyondLimit extends FetchException {

		BeyondLimit(String message) {
			super(message, null);
		}

	}

}
