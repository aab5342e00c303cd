package io.rushb.config;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Something was set that nobody reads.
 */
class UnknownSettingException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String advice;

	UnknownSettingException(String message, String advice) {
		super(message);
		this.advice = advice;
	}

	/**
	 * Says at the start what was most likely meant.
	 */
	static class Analyzer extends AbstractFailureAnalyzer<UnknownSettingException> {

		@Override
		protected FailureAnalysis analyze(Throwable rootFailure, UnknownSettingException cause) {
			return new FailureAnalysis(cause.getMessage(), cause.advice, cause);
		}

	}

}
