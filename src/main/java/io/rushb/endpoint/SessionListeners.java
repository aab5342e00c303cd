package io.rushb.endpoint;

import io.rushb.session.SessionListener;
import io.rushb.session.SessionRequest;

/**
 * Chooses the listener of a session that is about to be opened.
 */
@FunctionalInterface
public interface SessionListeners {

	/**
	 * Chooses the listener of a session.
	 * @param request what opens it
	 * @param usual the listener of all sessions, which must be told in any case
	 * @return the usual one, or another one that tells it
	 */
	SessionListener of(SessionRequest request, SessionListener usual);

}
