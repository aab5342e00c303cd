package io.rushb.endpoint;

import java.net.InetSocketAddress;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request may open a session, and who gives way for it (rule T3).
 */
final class Admission {

	private final SessionTable sessions;

	private final AddressBudgets budgets;

	private final EndpointListener listener;

	private boolean draining;

	Admission(SessionTable sessions, AddressBudgets budgets, EndpointListener listener) {
		this.sessions = sessions;
		this.budgets = budgets;
		this.listener = listener;
	}

	void setDraining(boolean draining) {
		this.draining = draining;
	}

	/**
	 * Makes room for a session of this client.
	 * @param client who asks
	 * @param now the time
	 * @param evictor ends a session that gives way, and takes it off the table
	 * @return whether there is room
	 */
	boolean admit(InetSocketAddress client, long now, Consumer<Conversation> evictor) {
		if (this.draining) {
			return reject(client, Limit.DRAINING);
		}
		if (!this.budgets.takeRequest(client.getAddress(), now)) {
			return reject(client, Limit.REQUEST_RATE);
		}
		@Nullable Limit reached = this.sessions.limitReachedBy(client);
		while (reached != null) {
			Conversation oldest = this.sessions.oldestUnproven(reached, client);
			if (oldest == null) {
				return reject(client, reached);
			}
			this.listener.limitReached(reached);
			evictor.accept(oldest);
			reached = this.sessions.limitReachedBy(client);
		}
		return true;
	}

	private boolean reject(InetSocketAddress client, Limit limit) {
		this.listener.limitReached(limit);
		this.listener.rejected(client, limit);
		return false;
	}

}
