package io.rushb.endpoint;

import io.rushb.session.Session;
import io.rushb.session.SessionRequest;

/**
 * Makes the sessions of an endpoint.
 */
@FunctionalInterface
public interface SessionFactory {

	/**
	 * Makes a session.
	 * @param request what opens it
	 * @return a new session
	 */
	Session create(SessionRequest request);

}
