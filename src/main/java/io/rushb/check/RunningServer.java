package io.rushb.check;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * A server that runs already, somewhere.
 *
 * @param address where it listens
 */
public record RunningServer(InetSocketAddress address) implements CheckedServer {

	@Override
	public boolean hasCrashed() {
		return false;
	}

	@Override
	public List<String> lastErrors() {
		return List.of();
	}

	@Override
	public void restart() {
		// It is not ours: it keeps whatever sessions it has.
	}

	@Override
	public void close() {
		// It is not ours: it goes on.
	}

}
