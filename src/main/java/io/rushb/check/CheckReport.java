package io.rushb.check;

import java.util.List;

/**
 * The result of a whole run.
 *
 * @param results one for each scenario, in the catalogue's order
 * @param notes remarks on the run as a whole
 * @param roundTripSeconds the round trip that was measured
 * @param seconds how long it took
 */
public record CheckReport(List<ScenarioResult> results, List<String> notes, double roundTripSeconds, double seconds) {

	/** Copies the lists. */
	public CheckReport {
		results = List.copyOf(results);
		notes = List.copyOf(notes);
	}

	/**
	 * Returns how many scenarios have a verdict.
	 * @param verdict the verdict
	 * @return their number
	 */
	public long count(ScenarioResult.Verdict verdict) {
		return this.results.stream().filter((result) -> result.verdict() == verdict).count();
	}

	/**
	 * Returns whether all played scenarios hold.
	 * @return whether none failed
	 */
	public boolean allHold() {
		return count(ScenarioResult.Verdict.FAILED) == 0;
	}

}
