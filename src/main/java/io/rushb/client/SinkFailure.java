package io.rushb.client;

import java.io.IOException;

/**
 * Carries the failure of a sink through the channels, which throw nothing of their own. A
 * type of its own: what a listener throws is never taken for it.
 */
final class SinkFailure extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final IOException failure;

	SinkFailure(IOException failure) {
		super(failure);
		this.failure = failure;
	}

	IOException failure() {
		return this.failure;
	}

}
