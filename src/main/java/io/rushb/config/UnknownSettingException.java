package io.rushb.config;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * A setting is unknown.
 */
class UnknownSettingException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String advice;

	UnknownSettingException(String message, String advice) {
		super(message);
		this.advice = advice;
	}

	/**
	 * Explains it at the start, with the most likely correction.
	 */
	static class Analyzer extends AbstractFailureAnalyzer<UnknownSettingException> {

		@Override
		protected FailureAnalysis analyze(Throwable rootFailure, UnknownSettingException cause) {
			return new FailureAnalysis(cause.getMessage(), cause.advice, cause);
		}

	}

}
