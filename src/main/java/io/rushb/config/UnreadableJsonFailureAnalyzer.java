package io.rushb.config;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.json.JsonParseException;

/**
 * Explains that {@code SPRING_APPLICATION_JSON} is malformed. It may hold a secret, so it
 * is not shown.
 */
class UnreadableJsonFailureAnalyzer extends AbstractFailureAnalyzer<JsonParseException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, JsonParseException cause) {
		return new FailureAnalysis("SPRING_APPLICATION_JSON is no JSON%s.".formatted(place(cause.getCause())),
				"Correct it, or leave it out.", cause);
	}

	private static String place(@Nullable Throwable cause) {
		return (cause instanceof JacksonException problem && problem.getLocation() != null) ? ", in line %d, column %d"
			.formatted(problem.getLocation().getLineNr(), problem.getLocation().getColumnNr()) : "";
	}

}
