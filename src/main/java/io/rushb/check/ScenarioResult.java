package io.rushb.check;

import java.util.List;

import io.rushb.check.scenario.Scenario;
import io.rushb.check.script.Finding;
import org.jspecify.annotations.Nullable;

/**
 * The result of a scenario.
 *
 * @param scenario the scenario
 * @param verdict whether it holds
 * @param finding what is wrong; {@code null} unless it failed
 * @param note a remark, empty for none
 * @param seconds how long it took, in seconds
 * @param ladder what all its clients sent and received
 * @param errors the server's last lines on standard error, if it crashed
 */
public record ScenarioResult(Scenario scenario, Verdict verdict, @Nullable Finding finding, String note, double seconds,
		List<String> ladder, List<String> errors) {

	/** Copies the lines. */
	public ScenarioResult {
		ladder = List.copyOf(ladder);
		errors = List.copyOf(errors);
	}

	static ScenarioResult skipped(Scenario scenario, String why) {
		return new ScenarioResult(scenario, Verdict.SKIPPED, null, why, 0, List.of(), List.of());
	}

	/** The same, with a remark. */
	ScenarioResult noting(String text) {
		return new ScenarioResult(this.scenario, this.verdict, this.finding, text, this.seconds, this.ladder,
				this.errors);
	}

	/** Whether a scenario holds. */
	public enum Verdict {

		/** Every packet that must come has come. */
		HELD,
		/** Something is wrong. */
		FAILED,
		/** It was not played, because the server does not have the feature. */
		SKIPPED

	}

}
