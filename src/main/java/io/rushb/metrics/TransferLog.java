package io.rushb.metrics;

import java.net.InetSocketAddress;

import io.rushb.endpoint.EndpointListener;
import io.rushb.endpoint.Limit;
import io.rushb.session.Outcome;
import io.rushb.session.SessionView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

import org.springframework.stereotype.Component;

/**
 * One line per finished transfer. What anybody can bring about without an address of his
 * own stays at debug, so that a flood does not fill the log.
 */
@Component
class TransferLog implements EndpointListener {

	private static final Logger logger = LoggerFactory.getLogger(TransferLog.class);

	@Override
	public void closed(SessionView session) {
		Outcome outcome = session.outcome();
		if (outcome == null) {
			return;
		}
		Level level = switch (outcome) {
			case COMPLETED, NOT_FOUND -> Level.INFO;
			case REFUSED, ABORTED, IDLE -> Level.WARN;
			case UNPROVEN, REJECTED -> Level.DEBUG;
		};
		if (!logger.isEnabledForLevel(level)) {
			return;
		}
		double milliseconds = session.age().toNanos() / 1e6;
		String problem = (session.problem() != null) ? ": " + session.problem() : "";
		LoggingEventBuilder line = logger.atLevel(level)
			.addKeyValue("client", address(session.client()))
			.addKeyValue("resource", session.resource())
			.addKeyValue("bytes", session.bytesDone())
			.addKeyValue("packets", session.packets())
			.addKeyValue("retransmissions", session.retransmissions())
			.addKeyValue("durationMs", milliseconds)
			.addKeyValue("outcome", outcome.label());
		line.log(() -> String.format("%s \"%s\" %s%s, %d of %d bytes, %d packets, %d retransmissions, %.1f ms",
				address(session.client()), session.resource(), outcome.label(), problem, session.bytesDone(),
				session.bytesTotal(), session.packets(), session.retransmissions(), milliseconds));
	}

	@Override
	public void rejected(InetSocketAddress client, Limit limit) {
		logger.debug("{} rejected: {}", client, limit.label());
	}

	private static String address(InetSocketAddress client) {
		return client.getAddress().getHostAddress() + ":" + client.getPort();
	}

}
