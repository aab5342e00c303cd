package io.rushb.health;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.stereotype.Component;

/**
 * {@code /actuator/transfers}: the transfers that are over, read only.
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
	 * Shows the transfers that were over last, the newest first, and how many ended how.
	 * @param limit how many at the most, 1 to 100; 100 where it is left out
	 */
	@ReadOperation
	WebEndpointResponse<Object> transfers(@Nullable String limit) {
		return LIMIT.answer(limit, this.transfers::latest);
	}

}
