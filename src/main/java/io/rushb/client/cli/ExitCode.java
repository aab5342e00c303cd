package io.rushb.client.cli;

import io.rushb.client.FetchException;

/**
 * Exit codes, for scripts.
 */
enum ExitCode {

	FETCHED, NOT_AVAILABLE, USAGE, TIMED_OUT, DAMAGED, LOCAL_FILE;

	int value() {
		return ordinal();
	}

	static ExitCode of(FetchException failure) {
		if (failure instanceof FetchException.NotAvailable || failure instanceof FetchException.OptionRefused) {
			return NOT_AVAILABLE;
		}
		if (failure instanceof FetchException.Damaged) {
			return DAMAGED;
		}
		// A cancelled process ends by its signal, whose code the system makes.
		return (failure instanceof FetchException.LocalFile) ? LOCAL_FILE : TIMED_OUT;
	}

}
