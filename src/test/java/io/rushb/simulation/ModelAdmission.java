package io.rushb.simulation;

import java.net.InetSocketAddress;
import java.util.Collection;

import io.rushb.endpoint.EndpointSettings;
import io.rushb.endpoint.Limit;
import org.jspecify.annotations.Nullable;

/**
 * Which limit one more session would pass, and which session gives way for it (T5).
 */
final class ModelAdmission {

	private final EndpointSettings settings;

	/** Oldest first. */
	private final Collection<ModelSession> live;

	ModelAdmission(EndpointSettings settings, Collection<ModelSession> live) {
		this.settings = settings;
		this.live = live;
	}

	@Nullable Limit limitReachedBy(InetSocketAddress client) {
		long neighbours = this.live.stream().filter((session) -> isOf(session, client)).count();
		if (neighbours >= this.settings.sessionsPerAddress()) {
			return Limit.SESSIONS_PER_ADDRESS;
		}
		return (this.live.size() >= this.settings.sessions()) ? Limit.SESSIONS : null;
	}

	/** Who has been silent the longest, and if proven for two seconds. */
	@Nullable ModelSession givesWay(Limit limit, InetSocketAddress client, long now) {
		ModelSession longest = null;
		for (ModelSession session : this.live) {
			boolean within = limit == Limit.SESSIONS || isOf(session, client);
			long silence = now - session.answeredAt();
			if (within && (!session.isProven() || silence >= 2 * SimulatedClient.SECOND)
					&& (longest == null || isBefore(session, longest))) {
				longest = session;
			}
		}
		return longest;
	}

	private static boolean isBefore(ModelSession one, ModelSession other) {
		return one.answeredAt() < other.answeredAt()
				|| one.answeredAt() == other.answeredAt() && !one.isProven() && other.isProven();
	}

	private static boolean isOf(ModelSession session, InetSocketAddress client) {
		return session.client().address().getAddress().equals(client.getAddress());
	}

}
