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
		// The kit did not start it, so it keeps its sessions.
	}

	@Override
	public void close() {
		// The kit did not start it, so it keeps running.
	}

}
