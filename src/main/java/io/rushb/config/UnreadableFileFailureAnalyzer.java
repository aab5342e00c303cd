package io.rushb.config;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains where a YAML file is malformed, and recognises a tab there.
 */
class UnreadableFileFailureAnalyzer extends AbstractFailureAnalyzer<MarkedYAMLException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MarkedYAMLException cause) {
		Mark mark = cause.getProblemMark();
		String place = (mark != null) ? "line %d, column %d".formatted(mark.getLine() + 1, mark.getColumn() + 1)
				: "an unknown line";
		boolean tab = mark != null && isTab(mark);
		return new FailureAnalysis(
				"%s is no YAML at %s: %s.".formatted(file(rootFailure), place,
						tab ? "there is a tab" : cause.getProblem()),
				tab ? "Indent with spaces." : "Correct that line, or the one before it.", cause);
	}

	private static boolean isTab(Mark mark) {
		int at = mark.getPointer();
		return at < mark.getBuffer().length && mark.getBuffer()[at] == '\t';
	}

	/** Spring Boot names the file in one of the exceptions around it. */
	private static String file(@Nullable Throwable failure) {
		for (Throwable at = failure; at != null; at = at.getCause()) {
			String message = String.valueOf(at.getMessage());
			int begin = message.indexOf('[');
			int end = message.indexOf(']');
			if (message.contains("application") && begin >= 0 && end > begin) {
				return message.substring(begin + 1, end);
			}
		}
		return "application.yml, or a file that is imported,";
	}

}
