package io.rushb.check;

import java.util.List;

/**
 * What a whole run came to.
 *
 * @param outcomes one for each scenario, in the catalogue's order
 * @param notes what is to be said of the run as a whole
 * @param roundTripSeconds the round trip that was measured
 * @param seconds how long it took
 */
public record CheckReport(List<ScenarioResult> outcomes, List<String> notes, double roundTripSeconds, double seconds) {

	/** Copies the lists. */
	public CheckReport {
		outcomes = List.copyOf(outcomes);
		notes = List.copyOf(notes);
	}

	/**
	 * Returns how many scenarios have a verdict.
	 * @param verdict the verdict
	 * @return their number
	 */
	public long count(ScenarioResult.Verdict verdict) {
		return this.outcomes.stream().filter((outcome) -> outcome.verdict() == verdict).count();
	}

	/**
	 * Returns whether all hold that were played.
	 * @return whether none failed
	 */
	public boolean allHold() {
		return count(ScenarioResult.Verdict.FAILED) == 0;
	}

}
