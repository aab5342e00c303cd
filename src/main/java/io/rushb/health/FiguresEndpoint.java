package io.rushb.health;

import java.util.List;

import io.rushb.health.FigureHistory.Figure;
import io.rushb.health.FigureHistory.Totals;
import io.rushb.transport.ReceiverSupervisor;
import io.rushb.transport.RushbServer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.stereotype.Component;

/**
 * {@code /actuator/figures}: the data of the page's charts, read only.
 */
@Component
@WebEndpoint(id = "figures")
class FiguresEndpoint {

	private static final RowLimit LIMIT = new RowLimit(FigureHistory.MOST, FigureHistory.MOST);

	private final FigureHistory history;

	private final RushbServer server;

	private final ReceiverSupervisor receiver;

	private final SessionTraces traces;

	FiguresEndpoint(FigureHistory history, RushbServer server, ReceiverSupervisor receiver, SessionTraces traces) {
		this.history = history;
		this.server = server;
		this.receiver = receiver;
		this.traces = traces;
	}

	/**
	 * Shows the figures of the last seconds, the oldest first.
	 * @param limit at most how many, 1 to 600; 600 if left out
	 */
	@ReadOperation
	WebEndpointResponse<Object> figures(@Nullable String limit) {
		this.traces.look();
		return LIMIT.answer(limit, (most) -> new Figures(this.receiver.isStopping(), this.server.activeSessions(),
				this.history.totals(), this.history.latest(most)));
	}

	/**
	 * What the endpoint answers.
	 *
	 * @param stopping whether the service is stopping and waits for running transfers
	 * @param active how many sessions live now
	 * @param totals counts since the start
	 * @param seconds the figures of the last seconds, the oldest first
	 */
	record Figures(boolean stopping, int active, Totals totals, List<Figure> seconds) {

	}

}
