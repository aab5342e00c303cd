package io.rushb.endpoint;

import java.net.InetSocketAddress;

import io.rushb.session.SessionRequest;
import io.rushb.session.SessionView;

/**
 * Is told of sessions and transfers as a whole, not of their packets. Called while the
 * core works: must be quick, must not throw, must not call back.
 */
public interface TransferListener {

	/**
	 * A session was opened.
	 * @param request what opened it
	 */
	default void opened(SessionRequest request) {
	}

	/**
	 * A session is over.
	 * @param session its last state, with its outcome
	 */
	default void closed(SessionView session) {
	}

	/**
	 * A transfer in parts is over: it is complete, or none of its sessions has lived for
	 * two seconds. {@link #closed} was called for its sessions too.
	 * @param transfer its last state
	 */
	default void transferOver(TransferView transfer) {
	}

	/**
	 * A request was rejected, so that no session was opened.
	 * @param client who asked
	 * @param limit which limit it met
	 */
	default void rejected(InetSocketAddress client, Limit limit) {
	}

}
