package io.rushb.transport;

import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.support.management.metrics.MetricsCaptor;

/**
 * A direct channel for packets. It has no timer for each message: the service counts its
 * packets itself, and two timers for a packet cost as much heap as the packet does. It
 * has one subscriber: a second one would take every other packet from the first.
 */
final class PacketChannel extends DirectChannel {

	PacketChannel() {
		setMaxSubscribers(1);
	}

	@Override
	public void registerMetricsCaptor(MetricsCaptor captor) {
		// None, see above.
	}

}
