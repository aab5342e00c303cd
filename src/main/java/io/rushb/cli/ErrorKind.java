package io.rushb.cli;

import java.util.Locale;

import io.rushb.client.FetchException;

/**
 * The kinds of failure that programs can tell apart: by the exit code, and more finely by
 * {@code error} in JSON.
 */
enum ErrorKind {

	NOT_AVAILABLE(ExitCode.NOT_AVAILABLE), TIMED_OUT(ExitCode.TIMED_OUT), DAMAGED(ExitCode.DAMAGED),
	USAGE(ExitCode.USAGE), LOCAL_FILE(ExitCode.LOCAL_FILE), CANCELLED(ExitCode.CANCELLED);

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
		if (failure instanceof FetchException.NotAvailable || failure instanceof FetchException.OptionRefused) {
			return NOT_AVAILABLE;
		}
		if (failure instanceof FetchException.LocalAddress) {
			return USAGE;
		}
		if (failure instanceof FetchException.Damaged) {
			return DAMAGED;
		}
		if (failure instanceof FetchException.Cancelled) {
			return CANCELLED;
		}
		return (failure instanceof FetchException.LocalFile) ? LOCAL_FILE : TIMED_OUT;
	}

}
