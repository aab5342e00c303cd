package io.rushb.simulation;

import java.net.InetSocketAddress;
import java.util.Collection;

import io.rushb.endpoint.EndpointSettings;
import io.rushb.endpoint.Limit;
import org.jspecify.annotations.Nullable;

/**
 * Which limit one more session would pass, and which session gives way for it (T3).
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

	@Nullable ModelSession oldestUnproven(Limit limit, InetSocketAddress client) {
		for (ModelSession session : this.live) {
			if ((limit == Limit.SESSIONS || isOf(session, client)) && !session.isProven()) {
				return session;
			}
		}
		return null;
	}

	private static boolean isOf(ModelSession session, InetSocketAddress client) {
		return session.client().address().getAddress().equals(client.getAddress());
	}

}
