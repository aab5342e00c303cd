package io.rushb.endpoint;

import java.net.InetSocketAddress;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request may open a session, and which session gives way to it (rule
 * T5).
 */
final class Admission {

	private final SessionTable sessions;

	private final PartSeats seats;

	private final AddressBudgets budgets;

	/**
	 * Parts are asked for far more often than whole resources, so they have budgets of
	 * their own.
	 */
	private final AddressBudgets partBudgets;

	private final EndpointListener listener;

	private boolean draining;

	Admission(SessionTable sessions, PartSeats seats, AddressBudgets budgets, EndpointSettings settings,
			EndpointListener listener) {
		this.sessions = sessions;
		this.seats = seats;
		this.partBudgets = new AddressBudgets(settings.abuse().times(settings.parts().channels()));
		this.budgets = budgets;
		this.listener = listener;
	}

	void setDraining(boolean draining) {
		this.draining = draining;
	}

	/**
	 * Makes room for a session of this client.
	 * @param client who asks
	 * @param demand what for
	 * @param now the time
	 * @param evictor ends a session that gives way, and takes it off the table
	 * @return whether there is room
	 */
	boolean admit(InetSocketAddress client, Demand demand, long now, Consumer<Conversation> evictor) {
		if (this.draining && !isUnderWay(client, demand)) {
			return reject(client, Limit.DRAINING);
		}
		AddressBudgets account = demand.proven() ? this.partBudgets : this.budgets;
		if (!account.takeRequest(client.getAddress(), now)) {
			return reject(client, Limit.REQUEST_RATE);
		}
		Limit ofParts = demand.proven() ? this.seats.limitReachedBy(client.getAddress()) : null;
		if (ofParts != null) { // P8
			Conversation silent = (ofParts == Limit.CHANNELS) ? this.seats.givesWay(client.getAddress(), now) : null;
			if (silent == null) {
				return reject(client, ofParts);
			}
			evictor.accept(silent); // T5
		}
		@Nullable Limit reached = this.sessions.limitReachedBy(client, demand);
		while (reached != null) {
			Conversation silent = this.sessions.givesWay(reached, client, demand.proven(), now);
			if (silent == null) {
				return reject(client, reached);
			}
			this.listener.limitReached(reached);
			evictor.accept(silent);
			reached = this.sessions.limitReachedBy(client, demand);
		}
		return true;
	}

	/**
	 * A fetch in parts goes on while others end: each of its parts has a session of its
	 * own.
	 */
	private boolean isUnderWay(InetSocketAddress client, Demand demand) {
		return demand.part() != null && this.seats.isTaken(client.getAddress());
	}

	private boolean reject(InetSocketAddress client, Limit limit) {
		this.listener.limitReached(limit);
		this.listener.rejected(client, limit);
		return false;
	}

}
