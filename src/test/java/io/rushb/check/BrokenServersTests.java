package io.rushb.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.rushb.check.scenario.Catalogue;
import io.rushb.check.scenario.Level;
import io.rushb.check.scenario.Scenario;
import io.rushb.check.scenario.TestFiles;
import io.rushb.check.script.Diagnosis;
import io.rushb.check.script.Finding;
import io.rushb.check.script.Script;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Servers with one defect each, and exactly which scenarios each of them fails, with what
 * diagnosis. The table is the resource {@code broken-servers.txt}: a line for each
 * server, in which the scenarios stand after their diagnosis.
 */
class BrokenServersTests {

	private static final TestFiles FILES = new TestFiles("rushb-check-test", true);

	private static final Map<String, String> TABLE = read();

	/** Long as all others together: it is played where it may tell something. */
	private static final String LONG = "number-wraps";

	private static final Set<Defect> PLAY_LONG = EnumSet.of(Defect.NO_WRAP, Defect.TEXT_ONLY);

	@ParameterizedTest
	@EnumSource(Defect.class)
	void failsExactlyTheScenariosOfTheTable(Defect defect) {
		Map<Diagnosis, Set<String>> failed = new TreeMap<>();
		for (Scenario scenario : Catalogue.all()) {
			if (!scenario.name().equals(LONG) || PLAY_LONG.contains(defect)) {
				Finding finding = play(scenario, defect);
				if (finding != null) {
					failed.computeIfAbsent(finding.diagnosis(), (diagnosis) -> new TreeSet<>()).add(scenario.name());
				}
			}
		}
		String line = failed.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + ": " + String.join(" ", entry.getValue()))
			.collect(Collectors.joining("; "));
		assertThat(defect + " " + line).isEqualTo(defect + " " + TABLE.get(defect.name()));
	}

	@Test
	void noScenarioCannotFail() {
		Set<String> failing = TABLE.values()
			.stream()
			.flatMap((line) -> List.of(line.split("[ ;:]+")).stream())
			.collect(Collectors.toSet());
		assertThat(failing).containsAll(Catalogue.all().stream().map(Scenario::name).toList());
	}

	/**
	 * The sentences are those of the class, so servers that share it are told the same.
	 */
	@Test
	void eachClassOfErrorsHasACauseOfItsOwnAndIsThatOfSomeBrokenServer() {
		assertThat(Diagnosis.values()).extracting(Diagnosis::cause).doesNotHaveDuplicates();
		Map<Diagnosis, Long> servers = TABLE.values()
			.stream()
			.flatMap((line) -> Stream.of(line.split("; ")))
			.filter((classes) -> !classes.isEmpty())
			.collect(Collectors.groupingBy((classes) -> Diagnosis.valueOf(classes.substring(0, classes.indexOf(':'))),
					Collectors.counting()));
		// A process that ends is none of virtual time: CheckTests has one.
		Set<Diagnosis> told = EnumSet.complementOf(EnumSet.of(Diagnosis.CRASHED));
		assertThat(servers.keySet()).isEqualTo(told);
		assertThat(servers.values()).filteredOn((count) -> count > 1).hasSizeGreaterThan(25);
	}

	@Test
	void serverWithoutDefectFailsNothing() {
		assertThat(TABLE.get(Defect.NONE.name())).isEmpty();
	}

	@Test
	void serverOfTheFieldWithStrictNumbersAndAFixedTimerHoldsAllBasicScenarios() {
		for (Scenario scenario : Catalogue.all()) {
			if (scenario.level() == Level.BASIC) {
				assertThat(play(scenario, Defect.STRICT_NUMBERS)).as(scenario.name()).isNull();
			}
		}
	}

	@Test
	void eachDiagnosisOfTheTableHasAShortSentenceForTheRuleAndOneForTheCause() {
		for (Diagnosis diagnosis : Diagnosis.values()) {
			assertThat(diagnosis.ruleSentence()).endsWith(".").hasSizeLessThan(170);
			assertThat(diagnosis.cause()).endsWith(".").hasSizeLessThan(170);
		}
	}

	private static @Nullable Finding play(Scenario scenario, Defect defect) {
		Script script = scenario.script(FILES);
		return VirtualPlay.run(script, new StudentServer(defect, script.laid())).finding();
	}

	private static Map<String, String> read() {
		try (InputStream table = BrokenServersTests.class.getResourceAsStream("broken-servers.txt")) {
			return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.startsWith("#"))
				.map((line) -> line.split(" ", 2))
				.collect(Collectors.toMap((parts) -> parts[0], (parts) -> (parts.length > 1) ? parts[1] : ""));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
