package io.rushb.cli;

/**
 * Exit codes, for scripts.
 */
enum ExitCode {

	FETCHED(0), NOT_AVAILABLE(1), USAGE(2), TIMED_OUT(3), DAMAGED(4), LOCAL_FILE(5),

	/** As curl's 6 and 7. */
	NO_SUCH_HOST(6), UNREACHABLE(7),

	/** More bytes than allowed. */
	TOO_BIG(8),

	/** A defect, as {@code EX_SOFTWARE} of sysexits.h. */
	DEFECT(70),

	/** The shells' code for Ctrl-C; the system makes the codes of other signals. */
	CANCELLED(130);

	private final int value;

	ExitCode(int value) {
		this.value = value;
	}

	int value() {
		return this.value;
	}

}
