package io.rushb.client.exchange;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import io.rushb.session.Outcome;
import io.rushb.session.ProtocolSettings;
import io.rushb.session.SessionView;
import io.rushb.testing.Sent;
import io.rushb.testing.VirtualServer;
import org.jspecify.annotations.Nullable;

/**
 * The real server core.
 */
final class EndpointPeer implements Peer {

	private final VirtualServer server;

	private final Queue<Sent> transmits = new ArrayDeque<>();

	EndpointPeer(byte[] content, ProtocolSettings settings) {
		this.server = new VirtualServer(settings).with("file", content);
	}

	@Override
	public void handleDatagram(byte[] datagram, long now) {
		this.server.advanceTo(now);
		this.server.receive(datagram);
	}

	@Override
	public void handleTimeouts(long now) {
		this.server.advanceTo(now);
	}

	@Override
	public long nextTimeout() {
		return this.server.endpoint().nextTimeout();
	}

	@Override
	public byte @Nullable [] pollTransmit() {
		this.transmits.addAll(this.server.take());
		Sent sent = this.transmits.poll();
		return (sent != null) ? sent.datagram() : null;
	}

	/** How its sessions ended. */
	List<Outcome> outcomes() {
		return this.server.events().closedSessions().stream().map(SessionView::outcome).toList();
	}

	int retransmissions() {
		return this.server.events().retransmissions();
	}

}
