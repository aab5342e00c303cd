package io.rushb.health;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.stereotype.Component;

/**
 * {@code /actuator/transfers}: the finished transfers, read only.
 */
@Component
@WebEndpoint(id = "transfers")
class TransfersEndpoint {

	private static final RowLimit LIMIT = new RowLimit(RecentTransfers.MOST, RecentTransfers.MOST);

	private final RecentTransfers transfers;

	TransfersEndpoint(RecentTransfers transfers) {
		this.transfers = transfers;
	}

	/**
	 * Shows the last finished transfers, the newest first, and the number of requests by
	 * outcome.
	 * @param limit at most how many, 1 to 100; 100 if left out
	 */
	@ReadOperation
	WebEndpointResponse<Object> transfers(@Nullable String limit) {
		return LIMIT.answer(limit, this.transfers::latest);
	}

}
