package io.rushb.health;

import java.util.List;

import io.rushb.transport.RushbServer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.stereotype.Component;

/**
 * {@code /actuator/sessions}: the running transfers, read only.
 */
@Component
@WebEndpoint(id = "sessions")
class SessionsEndpoint {

	/** A row has about 250 bytes, so 1000 of them are quickly made and read. */
	static final int MOST = 1000;

	private static final RowLimit LIMIT = new RowLimit(100, MOST);

	private final RushbServer server;

	private final LiveTransfers transfers;

	SessionsEndpoint(RushbServer server, LiveTransfers transfers) {
		this.server = server;
		this.transfers = transfers;
	}

	/**
	 * Shows the transfers under way, the oldest first.
	 * @param limit at most how many, 1 to 1000; 100 if left out
	 */
	@ReadOperation
	WebEndpointResponse<Object> sessions(@Nullable String limit) {
		return LIMIT.answer(limit, (most) -> new Sessions(this.transfers.oldest(most), this.server.activeSessions()));
	}

	/**
	 * What the endpoint answers.
	 *
	 * @param sessions the transfers under way, the oldest first; all parts of a file that
	 * go to one address are one
	 * @param active how many live, those left out included
	 */
	record Sessions(List<LiveTransfer> sessions, int active) {

	}

}
