package io.rushb.client;

import java.io.IOException;

/**
 * Carries the failure of a sink through the channels, which throw no checked exceptions.
 * It has its own type, so that an exception of a listener is never mistaken for it.
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
