package io.rushb.check.script;

import java.util.List;

/**
 * An error of a server.
 *
 * @param diagnosis the kind of the error, which has its sentences
 * @param expected what was expected
 * @param came what came in its place
 * @param ofTime whether something came late, never or too often: other scenarios that ran
 * at the same time may then be the cause
 * @param ladder the packets of the client that found it, the deviating one marked
 */
public record Finding(Diagnosis diagnosis, String expected, String came, boolean ofTime, List<String> ladder) {

	/** Copies the lines. */
	public Finding {
		ladder = List.copyOf(ladder);
	}

	/**
	 * Returns whether the expected packet came too late.
	 * @return whether it came late
	 */
	public boolean isLate() {
		return this.diagnosis == Diagnosis.LATE || this.diagnosis == Diagnosis.NAK_ANSWERED_LATE;
	}

}
