package io.rushb.check;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.rushb.check.scenario.Catalogue;
import io.rushb.check.scenario.Scenario;
import io.rushb.check.scenario.TestFiles;
import io.rushb.check.script.Finding;
import io.rushb.check.script.Script;
import io.rushb.session.ProtocolSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Our own server's core passes all, in virtual time.
 */
class OurServerTests {

	private static final TestFiles FILES = new TestFiles("rushb-check-test", true);

	@ParameterizedTest
	@CsvSource({ "0", "10", "300" })
	void holdsAllOnPathsOfAnyDelay(long delayMillis) {
		// One that takes long, and has nothing to do with delay.
		List<Scenario> scenarios = Catalogue.all()
			.stream()
			.filter((scenario) -> delayMillis == 0 || !scenario.name().equals("number-wraps"))
			.toList();
		for (Scenario scenario : scenarios) {
			assertThat(play(scenario, delayMillis)).as(scenario.name()).isNull();
		}
	}

	/** It takes so long to fill the channels that the first session gives way (T5). */
	@Test
	void channelsThatGiveWayOnASlowPathAreNoFinding() {
		Scenario scenario = Catalogue.all()
			.stream()
			.filter((one) -> one.name().equals("part-channels"))
			.findFirst()
			.orElseThrow();
		assertThat(play(scenario, 1200)).isNull();
	}

	private static @Nullable Finding play(Scenario scenario, long delayMillis) {
		Script script = scenario.script(FILES);
		CoreServer server = new CoreServer(ProtocolSettings.DEFAULTS, script.laid());
		return VirtualPlay.run(script, server, TimeUnit.MILLISECONDS.toNanos(delayMillis)).finding();
	}

}
