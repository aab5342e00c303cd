package io.rushb.transport;

import java.util.List;

/**
 * All lanes, in the order in which their sockets are bound.
 *
 * @param all the lanes, at least one
 */
record Lanes(List<Lane> all) implements AutoCloseable {

	Lanes {
		all = List.copyOf(all);
	}

	@Override
	public void close() {
		this.all.forEach(Lane::close);
	}

}
