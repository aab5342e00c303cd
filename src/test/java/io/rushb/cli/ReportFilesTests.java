package io.rushb.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import javax.xml.parsers.DocumentBuilderFactory;

import io.rushb.check.CheckReport;
import io.rushb.check.ScenarioResult;
import io.rushb.check.ScenarioResult.Verdict;
import io.rushb.check.scenario.Catalogue;
import io.rushb.check.scenario.Scenario;
import io.rushb.check.script.Diagnosis;
import io.rushb.check.script.Finding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The files for graders and CI systems, against the fields that are documented: those of
 * Gradescope's "Autograder Specifications", of Surefire's
 * {@code surefire-test-report.xsd}, and of GitLab's "Unit test reports".
 */
class ReportFilesTests {

	/** All that a name, a packet or a server's output may hold. */
	private static final String ODD = "tab\there \u0000\u001b[2J\u0085\u202e \ud800 \ufffe \uffff \ud83d\ude00 <&>\"' ]]> \\";

	private static final Set<String> VISIBILITIES = Set.of("hidden", "after_due_date", "after_published", "visible");

	private static final Set<String> FORMATS = Set.of("text", "html", "simple_format", "md", "ansi");

	private final Locale before = Locale.getDefault();

	@TempDir
	private Path directory;

	@AfterEach
	void restoreTheLocale() {
		Locale.setDefault(this.before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "en-US", "de-DE", "ar-EG", "th-TH-u-nu-thai" })
	void gradescopeGetsDocumentedFieldsOnlyInEveryLanguage(String language) throws Exception {
		Locale.setDefault(Locale.forLanguageTag(language));
		Path points = Files.writeString(this.directory.resolve("points"), "two-packets = 2.5\nnak = 1000\nstat = 7\n");
		JsonNode results = JsonMapper.shared().readTree(GradescopeFile.of(report(), Points.read(points)).toString());
		assertThat(results.propertyNames()).isSubsetOf("score", "execution_time", "output", "output_format",
				"test_output_format", "test_name_format", "visibility", "stdout_visibility", "extra_data", "tests",
				"leaderboard");
		// It would override the tests' scores.
		assertThat(results.has("score")).isFalse();
		assertThat(results.get("execution_time").isIntegralNumber()).isTrue();
		assertThat(results.get("execution_time").asInt()).isEqualTo(1235);
		assertThat(results.get("output").asString()).startsWith("a note");
		assertThat(FORMATS).contains(results.get("output_format").asString());
		assertThat(VISIBILITIES).contains(results.get("visibility").asString());
		assertThat(results.get("tests")).hasSize(Catalogue.all().size());
		for (JsonNode test : results.get("tests")) {
			assertThat(test.propertyNames()).isSubsetOf("score", "max_score", "status", "name", "name_format", "number",
					"output", "output_format", "tags", "visibility", "extra_data");
			assertThat(test.get("score").isNumber() && test.get("max_score").isNumber()).isTrue();
			assertThat(test.get("score").asDouble()).isBetween(0.0, test.get("max_score").asDouble());
			assertThat(test.get("status").asString()).isIn("passed", "failed");
			assertThat(test.get("tags").isArray()).isTrue();
			assertThat(test.get("tags")).allSatisfy((tag) -> assertThat(tag.isString()).isTrue());
			assertThat(FORMATS).contains(test.get("output_format").asString());
			assertThat(VISIBILITIES).contains(test.get("visibility").asString());
		}
	}

	@Test
	void gradescopeGivesPointsForWhatHoldsAndTakesNoneForWhatWasNotPlayed() throws Exception {
		Path points = Files.writeString(this.directory.resolve("points"), "two-packets = 2.5\nnak = 1000\nstat = 7\n");
		JsonNode tests = JsonMapper.shared()
			.readTree(GradescopeFile.of(report(), Points.read(points)).toString())
			.get("tests");
		assertThat(line(tests, "two-packets")).isEqualTo("0.0 of 2.5 failed");
		assertThat(line(tests, "nak")).isEqualTo("1000.0 of 1000.0 passed");
		assertThat(line(tests, "stat")).isEqualTo("0.0 of 0.0 passed");
		assertThat(line(tests, "simple")).isEqualTo("0.0 of 0.0 passed");
		String output = tests.get(1).get("output").asString();
		assertThat(output).contains("FAILED two-packets", "Rule S6:", "Usual cause:", "| tab\\u0009here \\u0000");
		assertThat(output.lines()).hasSizeGreaterThan(8);
	}

	private static String line(JsonNode tests, String name) {
		for (JsonNode test : tests) {
			if (test.get("name").asString().equals(name)) {
				return test.get("score").asDouble() + " of " + test.get("max_score").asDouble() + " "
						+ test.get("status").asString();
			}
		}
		throw new AssertionError(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "en-US", "de-DE", "ar-EG", "th-TH-u-nu-thai" })
	void junitReportHasDocumentedElementsAndAttributesOnlyInEveryLanguage(String language) throws Exception {
		Locale.setDefault(Locale.forLanguageTag(language));
		Element suite = junit(report());
		assertThat(suite.getTagName()).isEqualTo("testsuite");
		assertThat(attributes(suite)).containsExactlyInAnyOrder("name", "tests", "failures", "errors", "skipped",
				"time", "timestamp");
		assertThat(suite.getAttribute("time")).isEqualTo("1234.500");
		assertThat(suite.getAttribute("timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
		List<Element> cases = elements(suite);
		assertThat(cases).extracting(Element::getTagName).containsOnly("testcase");
		assertThat(cases).allSatisfy((test) -> {
			assertThat(attributes(test)).containsExactlyInAnyOrder("classname", "name", "time");
			assertThat(test.getAttribute("time")).matches("[0-9]+\\.[0-9]{3}");
			assertThat(elements(test)).allSatisfy((outcome) -> {
				assertThat(outcome.getTagName()).isIn("failure", "error", "skipped");
				assertThat(attributes(outcome)).isSubsetOf("message", "type");
				assertThat(outcome.getAttribute("message")).isNotEmpty();
			});
		});
	}

	@Test
	void junitReportCountsWhatItHolds() throws Exception {
		Element suite = junit(report());
		assertThat(suite.getAttribute("tests")).isEqualTo(Integer.toString(Catalogue.all().size()));
		for (String what : List.of("failure", "error", "skipped")) {
			String counted = suite.getAttribute(what.equals("skipped") ? what : what + "s");
			assertThat(counted).as(what).isEqualTo(Integer.toString(suite.getElementsByTagName(what).getLength()));
		}
		assertThat(suite.getAttribute("failures")).isEqualTo("1");
		assertThat(suite.getAttribute("errors")).isEqualTo("1");
		// GitLab takes classname and name together for a test's identity.
		assertThat(elements(suite)).extracting((test) -> test.getAttribute("classname") + test.getAttribute("name"))
			.doesNotHaveDuplicates();
	}

	@Test
	void junitReportIsXmlWhateverAServerSays() throws Exception {
		Node failure = junit(report()).getElementsByTagName("failure").item(0);
		assertThat(failure.getTextContent()).contains("\\u0000\\u001b[2J", "\ud83d\ude00 <&>\"' ]]> \\",
				"Usual cause:");
		assertThat(failure.getAttributes().getNamedItem("type").getNodeValue()).isEqualTo("NO_FIN");
	}

	private Element junit(CheckReport report) throws Exception {
		Path file = this.directory.resolve("report.xml");
		JUnitFile.write(report, file);
		return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()).getDocumentElement();
	}

	private static List<Element> elements(Element parent) {
		List<Element> elements = new ArrayList<>();
		NodeList children = parent.getChildNodes();
		for (int i = 0; i < children.getLength(); i++) {
			if (children.item(i) instanceof Element element) {
				elements.add(element);
			}
		}
		return elements;
	}

	private static List<String> attributes(Element element) {
		List<String> names = new ArrayList<>();
		for (int i = 0; i < element.getAttributes().getLength(); i++) {
			names.add(element.getAttributes().item(i).getNodeName());
		}
		return names;
	}

	private static CheckReport report() {
		List<ScenarioResult> results = Catalogue.all().stream().map(ReportFilesTests::result).toList();
		return new CheckReport(results, List.of("a note", ODD), 0.0003, 1234.5);
	}

	private static ScenarioResult result(Scenario scenario) {
		return switch (scenario.name()) {
			case "two-packets" -> new ScenarioResult(scenario, Verdict.FAILED,
					new Finding(Diagnosis.NO_FIN, "FIN seq 3", ODD, true, List.of("   0.0 ms  " + ODD)), "", 1234.5678,
					List.of(ODD), List.of(ODD));
			case "empty-file" ->
				new ScenarioResult(scenario, Verdict.FAILED, null, "no server: " + ODD, 0, List.of(), List.of(ODD));
			case "stat" -> new ScenarioResult(scenario, Verdict.SKIPPED, null, ODD, 0, List.of(), List.of());
			default -> new ScenarioResult(scenario, Verdict.HELD, null, ODD, 0.5, List.of(ODD), List.of());
		};
	}

}
