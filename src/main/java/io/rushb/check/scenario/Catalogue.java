package io.rushb.check.scenario;

import java.util.List;
import java.util.stream.Stream;

/**
 * All scenarios.
 */
public final class Catalogue {

	private static final List<Scenario> ALL = Stream
		.of(BasicScenarios.all(), MalformedScenarios.all(), ClientsScenarios.all(), RobustScenarios.all(),
				PartsScenarios.all(), ListScenarios.all(), PartLimitsScenarios.all())
		.flatMap(List::stream)
		.sorted((one, other) -> one.level().compareTo(other.level()))
		.toList();

	private Catalogue() {
	}

	/**
	 * Returns all scenarios, those of a level together.
	 * @return the scenarios, basic ones first
	 */
	public static List<Scenario> all() {
		return ALL;
	}

}
