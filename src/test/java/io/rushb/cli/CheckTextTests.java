package io.rushb.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.rushb.check.CheckReport;
import io.rushb.check.ScenarioResult;
import io.rushb.check.ScenarioResult.Verdict;
import io.rushb.check.ladder.Ladder;
import io.rushb.check.ladder.TracedPacket;
import io.rushb.check.scenario.Catalogue;
import io.rushb.check.scenario.Level;
import io.rushb.check.scenario.Scenario;
import io.rushb.check.script.Diagnosis;
import io.rushb.check.script.Finding;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a check came to, as a terminal shows it.
 */
class CheckTextTests {

	private static final String ESCAPE = "\u001b";

	@ParameterizedTest
	@ValueSource(ints = { 40, 60, 80, 100 })
	void noLineIsWiderThanTheTerminal(int columns) {
		for (Diagnosis diagnosis : Diagnosis.values()) {
			assertThat(text(report(diagnosis), Ansi.OFF, columns).lines().filter((line) -> line.length() > columns))
				.as(diagnosis.name())
				.isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 40, 80 })
	void allPartsOfAMarkedLineAreMarkedAndNoWordIsLost(int columns) {
		String line = ladder().get(3);
		List<String> parts = LadderFit.ladder(line, columns);
		assertThat(parts).allSatisfy((part) -> assertThat(part).startsWith("!! "));
		String words = parts.stream().map((part) -> part.substring(3).strip()).collect(Collectors.joining(" "));
		assertThat(words.replaceAll(" +", " ")).isEqualTo(line.substring(3).strip().replaceAll(" +", " "));
	}

	@Test
	void whatFollowsTheTimeGoesOnBelowItself() {
		String line = new Ladder(0, false).note(54_000_000, "the server's process has ended; expected that it goes on",
				true);
		assertThat(LadderFit.ladder(line, 60)).containsExactly(
				"!!      54.0 ms  the server's process has ended; expected", "!!               that it goes on");
	}

	@Test
	void arrowsAreAsLongAsTheTerminalAllows() {
		String line = ladder().get(1);
		assertThat(LadderFit.ladder(line, 80)).singleElement().asString().hasSize(80).contains("  [4] <-");
		assertThat(LadderFit.ladder(line, 200)).containsExactly(line);
	}

	@Test
	void coloursMarkWhatHoldsAndWhatFailsAndEndInAReset() {
		String text = text(report(Diagnosis.NO_FIN), Ansi.ON, 80);
		assertThat(text).contains(ESCAPE + "[32mholds" + ESCAPE + "[0m",
				ESCAPE + "[1m" + ESCAPE + "[31mFAILED" + ESCAPE + "[0m S6");
		// Many terminals underline twice from here on.
		assertThat(text).doesNotContain(ESCAPE + "[21m");
	}

	@ParameterizedTest
	@EnumSource(value = Ansi.class, names = { "ON", "OFF" })
	void theWordsSayTheSameWithColoursAndWithout(Ansi ansi) {
		String text = text(report(Diagnosis.NO_FIN), ansi, 80).replaceAll(ESCAPE + "\\[[0-9]+m", "");
		assertThat(text).isEqualTo(text(report(Diagnosis.NO_FIN), Ansi.OFF, 80));
		assertThat(text).contains("FAILED two-packets", "!! ", "nak                      basic");
		assertThat(text).containsPattern("two-packets +basic .* FAILED S6").containsPattern("simple +basic .* holds");
	}

	@Test
	void narrowTerminalsHaveNamesAndVerdicts() {
		assertThat(text(report(Diagnosis.NO_FIN), Ansi.OFF, 40).lines())
			.contains("scenario                  verdict", "simple                    holds")
			.contains("two-packets               FAILED S6", "stat                      not played");
	}

	@Test
	void notesAreToldOnceBelowTheTable() {
		assertThat(text(report(Diagnosis.NO_FIN), Ansi.OFF, 200))
			.containsOnlyOnce("scenarios: the server has no parts (P1 to P10).")
			.containsOnlyOnce("nak: held when played alone.")
			.containsOnlyOnce("\nSomething of the run as a whole.\n")
			.contains(" hold, 1 does not, ", " were not played; 12.0 s, round trip 0.3 ms.");
	}

	@ParameterizedTest
	@EnumSource(Diagnosis.class)
	void serversThatShareAnErrorAreToldTheSame(Diagnosis diagnosis) {
		Scenario scenario = Catalogue.all().get(0);
		List<String> told = Stream.of("FIN seq 1", "nothing came")
			.map((came) -> new Finding(diagnosis, "DAT seq 1", came, false, List.of()))
			.map((finding) -> new ScenarioResult(scenario, Verdict.FAILED, finding, "", 1, List.of(), List.of()))
			.map((result) -> CheckText.details(result).replaceFirst("  Came:.*", ""))
			.toList();
		assertThat(told.get(0)).isEqualTo(told.get(1)).contains("Rule " + diagnosis.rule() + ":", "Usual cause:");
	}

	private static String text(CheckReport report, Ansi ansi, int columns) {
		StringWriter text = new StringWriter();
		new CheckText(new PrintWriter(text), ansi, true, columns).print(report);
		return text.toString();
	}

	private static CheckReport report(Diagnosis diagnosis) {
		List<ScenarioResult> results = Catalogue.all().stream().map((scenario) -> result(scenario, diagnosis)).toList();
		return new CheckReport(results, List.of("Something of the run as a whole."), 0.0003, 12);
	}

	private static ScenarioResult result(Scenario scenario, Diagnosis diagnosis) {
		if (scenario.level() == Level.PARTS) {
			return new ScenarioResult(scenario, Verdict.SKIPPED, null, "the server has no parts (P1 to P10)", 0,
					List.of(), List.of());
		}
		if (scenario.name().equals("two-packets")) {
			Finding finding = new Finding(diagnosis, "DAT seq 1, 1464 bytes again when the timer runs out",
					"DAT seq 2, 1002 bytes", false, ladder());
			return new ScenarioResult(scenario, Verdict.FAILED, finding, "", 1, ladder(), List.of());
		}
		String note = scenario.name().equals("nak") ? "held when played alone" : "";
		return new ScenarioResult(scenario, Verdict.HELD, null, note, 1, ladder(), List.of());
	}

	private static List<String> ladder() {
		Ladder ladder = new Ladder(0, true);
		byte[] name = "rushb-check-0000/no-such-file.txt".getBytes(StandardCharsets.US_ASCII);
		byte[] get = PacketCodec.encode(Kind.GET, new Options(true, true), 1, 0, name, 0, name.length);
		byte[] data = PacketCodec.encode(Kind.DAT, Options.NONE, 1, 0, name, 0, name.length);
		return List.of(ladder.line(new TracedPacket(0, 0, true, get), false),
				ladder.line(new TracedPacket(1_000_000, 3, false, data), false),
				ladder.line(new TracedPacket(2_000_000, 3, false, data), true),
				ladder.note(3_000_000, "here: expected DAT seq 1, 1464 bytes again when the timer runs out", true));
	}

}
