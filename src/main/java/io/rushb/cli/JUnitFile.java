package io.rushb.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import io.rushb.check.CheckReport;
import io.rushb.check.ScenarioResult;
import io.rushb.check.ScenarioResult.Verdict;
import io.rushb.check.script.Finding;

/**
 * A report in the format of JUnit and Surefire, which CI systems read: Surefire's
 * {@code surefire-test-report.xsd} and GitLab's "Unit test reports" name the elements and
 * attributes that readers know.
 */
final class JUnitFile {

	private static final String SUITE = "rushb check";

	private JUnitFile() {
	}

	static void write(CheckReport report, Path file) throws IOException {
		try (Writer writer = Files.newBufferedWriter(file)) {
			XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(writer);
			xml.writeStartDocument("UTF-8", "1.0");
			xml.writeStartElement("testsuite");
			xml.writeAttribute("name", SUITE);
			xml.writeAttribute("tests", String.valueOf(report.results().size()));
			long unplayable = report.results().stream().filter(JUnitFile::isError).count();
			xml.writeAttribute("failures", String.valueOf(report.count(Verdict.FAILED) - unplayable));
			xml.writeAttribute("errors", String.valueOf(unplayable));
			xml.writeAttribute("skipped", String.valueOf(report.count(Verdict.SKIPPED)));
			xml.writeAttribute("time", seconds(report.seconds()));
			// The format has seconds without a zone; agents run in UTC.
			xml.writeAttribute("timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ""));
			for (ScenarioResult result : report.results()) {
				test(xml, result);
			}
			xml.writeEndElement();
			xml.writeEndDocument();
			xml.close();
		}
		catch (XMLStreamException ex) {
			throw new IOException(ex);
		}
	}

	private static void test(XMLStreamWriter xml, ScenarioResult result) throws XMLStreamException {
		xml.writeStartElement("testcase");
		xml.writeAttribute("classname", "rushb." + result.scenario().level().label());
		xml.writeAttribute("name", result.scenario().name());
		xml.writeAttribute("time", seconds(result.seconds()));
		if (result.verdict() == Verdict.FAILED) {
			Finding finding = result.finding();
			xml.writeStartElement(isError(result) ? "error" : "failure");
			xml.writeAttribute("message", legal((finding != null)
					? finding.diagnosis().rule() + ": " + finding.diagnosis().ruleSentence() : result.note()));
			xml.writeAttribute("type", (finding != null) ? finding.diagnosis().name() : "NOT_PLAYED");
			xml.writeCharacters(legal(CheckText.details(result)));
			xml.writeEndElement();
		}
		else if (result.verdict() == Verdict.SKIPPED) {
			xml.writeStartElement("skipped");
			xml.writeAttribute("message", legal(result.note()));
			xml.writeEndElement();
		}
		xml.writeEndElement();
	}

	/** A scenario that was not played to its end: there was no server, or Ctrl-C. */
	private static boolean isError(ScenarioResult result) {
		return result.verdict() == Verdict.FAILED && result.finding() == null;
	}

	private static String seconds(double seconds) {
		return String.format(Locale.ROOT, "%.3f", seconds);
	}

	/** XML 1.0 (section 2.2, Char) has no way to write the others. */
	private static String legal(String text) {
		StringBuilder legal = new StringBuilder();
		text.codePoints().map((point) -> isLegal(point) ? point : '?').forEach(legal::appendCodePoint);
		return legal.toString();
	}

	private static boolean isLegal(int point) {
		return point == '\n' || point == '\t' || point >= 0x20 && point < 0xd800 || point >= 0xe000 && point < 0xfffe
				|| point > 0xffff;
	}

}
