package io.rushb.transport;

import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.support.management.metrics.MetricsCaptor;

/**
 * A direct channel for packets. It has no timer for each message: the service counts its
 * packets itself, and two timers for a packet cost as much heap as the packet does.
 */
final class PacketChannel extends DirectChannel {

	@Override
	public void registerMetricsCaptor(MetricsCaptor captor) {
		// None, see above.
	}

}
