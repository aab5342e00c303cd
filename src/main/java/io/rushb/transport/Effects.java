package io.rushb.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.rushb.endpoint.ContentTask;
import io.rushb.endpoint.Endpoint;
import io.rushb.endpoint.Transmit;
import org.jspecify.annotations.Nullable;

/**
 * The results of an event: taken from the endpoint under the lock, carried out without
 * it.
 *
 * @param transmits what is to be sent
 * @param tasks what is to be done with files
 */
record Effects(List<Transmit> transmits, List<ContentTask> tasks) {

	static Effects take(Endpoint endpoint) {
		return new Effects(all(endpoint::pollTransmit), all(endpoint::pollTask));
	}

	/** Usually there is one or none; then no list is grown. */
	private static <T> List<T> all(Supplier<@Nullable T> poll) {
		T first = poll.get();
		if (first == null) {
			return List.of();
		}
		T next = poll.get();
		if (next == null) {
			return List.of(first);
		}
		List<T> all = new ArrayList<>(List.of(first));
		for (; next != null; next = poll.get()) {
			all.add(next);
		}
		return all;
	}

}
