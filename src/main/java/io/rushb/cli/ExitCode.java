package io.rushb.cli;

import io.rushb.client.FetchException;

/**
 * Exit codes, for scripts.
 */
enum ExitCode {

	FETCHED(0), NOT_AVAILABLE(1), USAGE(2), TIMED_OUT(3), DAMAGED(4), LOCAL_FILE(5),

	/** What should never happen, as {@code EX_SOFTWARE} of sysexits.h. */
	DEFECT(70),

	/** As shells show Ctrl-C; the code of other signals is made by the system. */
	CANCELLED(130);

	private final int value;

	ExitCode(int value) {
		this.value = value;
	}

	int value() {
		return this.value;
	}

	static ExitCode of(FetchException failure) {
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
