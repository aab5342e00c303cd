package io.rushb.health;

import java.net.InetSocketAddress;
import java.util.List;

import io.rushb.health.RecentTransfers.Over;
import io.rushb.session.SessionListener;
import io.rushb.transport.RushbServer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.stereotype.Component;

/**
 * {@code /actuator/trace}: the last packets of one session, live or finished. A request
 * for a live session starts the recording of its packets.
 */
@Component
@WebEndpoint(id = "trace")
class TraceEndpoint {

	private final RushbServer server;

	private final SessionTraces traces;

	private final RecentTransfers transfers;

	TraceEndpoint(RushbServer server, SessionTraces traces, RecentTransfers transfers) {
		this.server = server;
		this.traces = traces;
		this.transfers = transfers;
	}

	/**
	 * Shows the packets of one session; none where nobody has looked at it in time.
	 * @param client address and port of a live session, as in {@code /actuator/sessions}
	 * @param transfer the number of one that is over, as in {@code /actuator/transfers}
	 */
	@ReadOperation
	WebEndpointResponse<Object> trace(@Nullable String client, @Nullable String transfer) {
		if ((client == null) == (transfer == null)) {
			return RowLimit.problem("either client=ADDRESS:PORT or transfer=NUMBER must be there");
		}
		this.traces.look();
		return (client != null) ? ofLive(client) : ofOver((transfer != null) ? transfer : "");
	}

	private WebEndpointResponse<Object> ofLive(String text) {
		InetSocketAddress client = Clients.parse(text);
		if (client == null) {
			return RowLimit.problem("client must be an IP address and a port, as 192.0.2.1:4000 or [2001:db8::1]:4000");
		}
		if (this.traces.find(client) == null && !this.server.listen(client, (usual) -> begin(client, usual))) {
			Over over = this.transfers.findLatest(client);
			return answer((over != null) ? over.trace() : null, true);
		}
		return answer(this.traces.find(client), false);
	}

	private SessionListener begin(InetSocketAddress client, SessionListener usual) {
		SessionTrace trace = this.traces.begin(client, usual, true);
		return (trace != null) ? trace : usual;
	}

	private WebEndpointResponse<Object> ofOver(String number) {
		if (!number.matches("[0-9]{1,18}")) {
			return RowLimit.problem("transfer must be a whole number");
		}
		Over over = this.transfers.find(Long.parseLong(number));
		return answer((over != null) ? over.trace() : null, true);
	}

	private static WebEndpointResponse<Object> answer(@Nullable SessionTrace trace, boolean over) {
		if (trace == null || !trace.isKept()) {
			return new WebEndpointResponse<>(new TracedPackets(false, over, 0, 0, List.of()));
		}
		return new WebEndpointResponse<>(new TracedPackets(true, over || trace.isOver(), trace.ageMs(System.nanoTime()),
				trace.dropped(), trace.events()));
	}

	/**
	 * What the endpoint answers.
	 *
	 * @param traced whether packets are remembered
	 * @param over whether the session is over
	 * @param ageMs milliseconds since packets began to be remembered
	 * @param dropped how many packets before these have been forgotten
	 * @param packets the last packets, the oldest first, at most 1000
	 */
	record TracedPackets(boolean traced, boolean over, double ageMs, long dropped, List<SessionTrace.Event> packets) {

	}

}
