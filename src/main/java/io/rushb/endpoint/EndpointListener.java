package io.rushb.endpoint;

import java.io.IOException;

import io.rushb.session.SessionListener;
import io.rushb.wire.Kind;

/**
 * Is told all that happens at an endpoint, packet by packet. Called while the core works:
 * must be quick, must not throw, must not call back.
 */
public interface EndpointListener extends SessionListener, TransferListener {

	/**
	 * A well-formed packet came.
	 * @param kind what it is
	 */
	default void received(Kind kind) {
	}

	/**
	 * A packet is sent.
	 * @param kind what it is
	 */
	default void sent(Kind kind) {
	}

	/**
	 * A limit was reached.
	 * @param limit which
	 */
	default void limitReached(Limit limit) {
	}

	/**
	 * A resource could not be closed properly.
	 * @param failure why
	 */
	default void closeFailed(IOException failure) {
	}

}
