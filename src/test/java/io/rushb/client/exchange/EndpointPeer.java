package io.rushb.client.exchange;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.rushb.endpoint.ContentTask;
import io.rushb.endpoint.Endpoint;
import io.rushb.endpoint.EndpointListener;
import io.rushb.endpoint.EndpointSettings;
import io.rushb.endpoint.Transmit;
import io.rushb.session.Outcome;
import io.rushb.session.ProtocolSettings;
import io.rushb.session.ReadAheadBudget;
import io.rushb.session.RetransmitCause;
import io.rushb.session.Session;
import io.rushb.session.SessionView;
import io.rushb.testing.MemoryStore;
import org.jspecify.annotations.Nullable;

/**
 * The real server core.
 */
final class EndpointPeer implements Peer {

	private static final InetSocketAddress CLIENT = new InetSocketAddress("127.0.0.1", 4000);

	private final Endpoint endpoint;

	final List<Outcome> outcomes = new ArrayList<>();

	int retransmissions;

	EndpointPeer(byte[] content, ProtocolSettings settings) {
		EndpointListener listener = new EndpointListener() {

			@Override
			public void closed(SessionView session) {
				EndpointPeer.this.outcomes.add(Objects.requireNonNull(session.outcome()));
			}

			@Override
			public void retransmitted(RetransmitCause cause) {
				EndpointPeer.this.retransmissions++;
			}

		};
		ReadAheadBudget budget = new ReadAheadBudget(1 << 20);
		this.endpoint = new Endpoint(EndpointSettings.DEFAULTS, budget, new MemoryStore().with("file", content),
				(request) -> new Session(request, settings, listener), listener);
	}

	@Override
	public void handleDatagram(byte[] datagram, long now) {
		this.endpoint.handleDatagram(CLIENT, datagram, datagram.length, now);
		work(now);
	}

	@Override
	public void handleTimeouts(long now) {
		this.endpoint.handleTimeouts(now);
		work(now);
	}

	private void work(long now) {
		for (ContentTask task = this.endpoint.pollTask(); task != null; task = this.endpoint.pollTask()) {
			task.run();
			this.endpoint.handleTask(task, now);
		}
	}

	@Override
	public long nextTimeout() {
		return this.endpoint.nextTimeout();
	}

	@Override
	public byte @Nullable [] pollTransmit() {
		Transmit transmit = this.endpoint.pollTransmit();
		return (transmit != null) ? transmit.datagram() : null;
	}

}
