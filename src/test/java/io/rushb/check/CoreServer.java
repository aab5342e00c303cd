package io.rushb.check;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import io.rushb.check.script.TestFile;
import io.rushb.session.ProtocolSettings;
import io.rushb.testing.Sent;
import io.rushb.testing.VirtualServer;
import org.jspecify.annotations.Nullable;

/**
 * The core of our own server.
 */
final class CoreServer implements PureServer {

	private static final int PORT = 40_000;

	private final VirtualServer server;

	private final int clients;

	private final Queue<Reply> replies = new ArrayDeque<>();

	CoreServer(ProtocolSettings settings, List<TestFile> laid, int clients) {
		this.server = new VirtualServer(settings);
		this.clients = clients;
		laid.forEach((file) -> this.server.store().put(file.name(), file.size(), file.content()));
	}

	@Override
	public void receive(int client, byte[] datagram, long now) {
		this.server.advanceTo(now);
		this.server.receive(address(client), datagram);
		take();
	}

	/** All are of one address. */
	private static InetSocketAddress address(int client) {
		return VirtualServer.client(1, PORT + client);
	}

	@Override
	public long nextTimeout() {
		return this.server.endpoint().nextTimeout();
	}

	@Override
	public void handleTimeouts(long now) {
		this.server.advanceTo(now);
		take();
	}

	private void take() {
		for (int client = 0; client < this.clients; client++) {
			for (Sent sent : this.server.take(address(client))) {
				this.replies.add(new Reply(client, sent.datagram(), true));
			}
		}
	}

	@Override
	public @Nullable Reply poll() {
		return this.replies.poll();
	}

}
