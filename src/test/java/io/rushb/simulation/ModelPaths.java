package io.rushb.simulation;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered of paths to addresses (T1): for ten minutes, and of a limited
 * number.
 */
final class ModelPaths {

	private static final long TEN_MINUTES = 600 * SimulatedClient.SECOND;

	private final int limit;

	private final Map<InetAddress, Path> paths = new LinkedHashMap<>();

	ModelPaths(int limit) {
		this.limit = limit;
	}

	private record Path(ModelTimeout timeout, long at) {

	}

	/** A session is over; says whether the memory was full. */
	boolean remember(ModelSession session, long now) {
		if (!session.timeout().hasLearnt()) {
			return false;
		}
		InetAddress address = session.client().address().getAddress();
		this.paths.remove(address);
		this.paths.values().removeIf((path) -> now - path.at >= TEN_MINUTES);
		this.paths.put(address, new Path(session.timeout(), now));
		return this.paths.size() > this.limit && this.paths.remove(this.paths.keySet().iterator().next()) != null;
	}

	@Nullable ModelTimeout of(InetAddress address, long now) {
		Path path = this.paths.get(address);
		return (path != null && now - path.at < TEN_MINUTES) ? path.timeout : null;
	}

}
