package io.rushb.cli;

import java.util.Locale;

import io.rushb.client.FetchException;

/**
 * The kinds of failure that programs can tell apart: by the exit code, and more finely by
 * {@code error} in JSON.
 */
enum ErrorKind {

	/** The server refuses the request. */
	NOT_AVAILABLE(ExitCode.NOT_AVAILABLE),
	/** The server does not grant an option that was insisted on. */
	OPTION_REFUSED(ExitCode.NOT_AVAILABLE),
	/** The name has no address. */
	NO_SUCH_HOST(ExitCode.NO_SUCH_HOST),
	/** Nothing listens there, or there is no way to it. */
	UNREACHABLE(ExitCode.UNREACHABLE),
	/** Nothing comes, or nothing new. */
	TIMED_OUT(ExitCode.TIMED_OUT),
	/** It took longer than the user allows. */
	TOO_LONG(ExitCode.TIMED_OUT),
	/** It is larger than the user allows, or a tree has more entries. */
	TOO_BIG(ExitCode.TOO_BIG),
	/** The received data cannot be right. */
	DAMAGED(ExitCode.DAMAGED),
	/** A local address to send from cannot be bound. */
	LOCAL_ADDRESS(ExitCode.LOCAL_FILE),
	/** The bytes cannot be written to their target. */
	LOCAL_FILE(ExitCode.LOCAL_FILE),
	/** Ctrl-C, or another signal. */
	CANCELLED(ExitCode.CANCELLED);

	private final ExitCode exitCode;

	ErrorKind(ExitCode exitCode) {
		this.exitCode = exitCode;
	}

	ExitCode exitCode() {
		return this.exitCode;
	}

	/** As it stands in JSON. */
	String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	static ErrorKind of(FetchException failure) {
		if (failure instanceof FetchException.NotAvailable) {
			return NOT_AVAILABLE;
		}
		if (failure instanceof FetchException.OptionRefused) {
			return OPTION_REFUSED;
		}
		if (failure instanceof FetchException.NoSuchHost) {
			return NO_SUCH_HOST;
		}
		if (failure instanceof FetchException.Unreachable) {
			return UNREACHABLE;
		}
		if (failure instanceof FetchException.LocalAddress) {
			return LOCAL_ADDRESS;
		}
		if (failure instanceof FetchException.Damaged) {
			return DAMAGED;
		}
		if (failure instanceof FetchException.BeyondLimit) {
			return TOO_BIG;
		}
		if (failure instanceof FetchException.Cancelled) {
			return CANCELLED;
		}
		return (failure instanceof FetchException.LocalFile) ? LOCAL_FILE : TIMED_OUT;
	}

}
