package io.rushb.check;

import java.time.Duration;
import java.util.List;

import io.rushb.check.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a check.
 *
 * @param scenarios the scenarios to play
 * @param serverTimeout the server's retransmission timer, or the longest it gets
 * @param serial whether one scenario is played after the other
 * @param capture where datagrams are captured; {@code null} for nowhere
 */
public record CheckSettings(List<Scenario> scenarios, Duration serverTimeout, boolean serial,
		@Nullable Capture capture) {

	/** The fixed timer of the servers in the field. */
	public static final Duration DEFAULT_SERVER_TIMEOUT = Duration.ofSeconds(4);

	/** Copies the list. */
	public CheckSettings {
		scenarios = List.copyOf(scenarios);
	}

}
