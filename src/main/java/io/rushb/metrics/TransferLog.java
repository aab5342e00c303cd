package io.rushb.metrics;

import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rushb.endpoint.EndpointListener;
import io.rushb.endpoint.Limit;
import io.rushb.endpoint.TransferView;
import io.rushb.session.Outcome;
import io.rushb.session.SessionView;
import io.rushb.session.Way;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * One line per finished transfer. What anybody can bring about without an address of his
 * own stays at debug, so that a flood does not fill the log. Lines are written by a
 * thread of their own: standard output may block, and nobody must wait for it (rule T4).
 */
@Component
class TransferLog implements EndpointListener, DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(TransferLog.class);

	private static final int QUEUE = 10_000;

	private static final long PATIENCE_SECONDS = 5;

	private final ThreadPoolExecutor writer;

	TransferLog(MeterRegistry registry) {
		Counter dropped = RushbMeter.LOG_DROPPED.counter(registry);
		this.writer = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), (task) -> {
			Thread thread = new Thread(task, "rushb-log");
			thread.setDaemon(true);
			return thread;
		}, (task, executor) -> dropped.increment());
	}

	@Override
	public void closed(SessionView session) {
		Level level = level(session);
		if (logger.isEnabledForLevel(level)) {
			this.writer.execute(() -> write(session, level));
		}
	}

	/** Stat, lists and single parts go into the line of their transfer. */
	private static Level level(SessionView session) {
		Outcome outcome = session.outcome();
		return (outcome == null || session.way() != Way.WHOLE) ? Level.DEBUG : level(outcome);
	}

	private static Level level(Outcome outcome) {
		return switch (outcome) {
			case COMPLETED, NOT_FOUND -> Level.INFO;
			case REFUSED, ABORTED, IDLE -> Level.WARN;
			case UNPROVEN, GAVE_WAY, REJECTED -> Level.DEBUG;
		};
	}

	private static void write(SessionView session, Level level) {
		String client = session.client().getAddress().getHostAddress() + ":" + session.client().getPort();
		String outcome = (session.outcome() != null) ? Label.of(session.outcome()) : "";
		String problem = (session.problem() != null) ? ": " + session.problem() : "";
		double milliseconds = session.age().toNanos() / 1e6;
		logger.atLevel(level)
			.addKeyValue("client", client)
			.addKeyValue("resource", session.resource())
			.addKeyValue("bytes", session.bytesDone())
			.addKeyValue("packets", session.packets())
			.addKeyValue("retransmissions", session.retransmissions())
			.addKeyValue("durationMs", milliseconds)
			.addKeyValue("outcome", outcome)
			.log(() -> String.format("%s \"%s\" %s%s, %d of %d bytes, %d packets, %d retransmissions, %.1f ms", client,
					session.resource(), outcome, problem, session.bytesDone(), session.bytesTotal(), session.packets(),
					session.retransmissions(), milliseconds));
	}

	/** One line for all parts of a file that one client fetched. */
	@Override
	public void transferOver(TransferView transfer) {
		if (logger.isInfoEnabled()) {
			this.writer.execute(() -> write(transfer));
		}
	}

	private static void write(TransferView transfer) {
		String client = transfer.client().getHostAddress();
		String outcome = transfer.isComplete() ? "completed" : "left_off";
		double milliseconds = transfer.age().toNanos() / 1e6;
		logger.atInfo()
			.addKeyValue("client", client)
			.addKeyValue("resource", transfer.path())
			.addKeyValue("bytes", transfer.bytesDone())
			.addKeyValue("packets", transfer.packets())
			.addKeyValue("retransmissions", transfer.retransmissions())
			.addKeyValue("durationMs", milliseconds)
			.addKeyValue("outcome", outcome)
			.addKeyValue("parts", transfer.parts())
			.addKeyValue("channels", transfer.mostChannels())
			.log(() -> String.format(
					"%s \"%s\" %s in parts, %d of %d bytes, %d parts, %d channels, %d packets, %d retransmissions, %.1f ms",
					client, transfer.path(), outcome, transfer.bytesDone(), transfer.bytesTotal(), transfer.parts(),
					transfer.mostChannels(), transfer.packets(), transfer.retransmissions(), milliseconds));
	}

	@Override
	public void rejected(InetSocketAddress client, Limit limit) {
		logger.debug("{} rejected: {}", client, Label.of(limit));
	}

	/** Writes what is left when the service stops. */
	@Override
	public void destroy() throws InterruptedException {
		this.writer.shutdown();
		this.writer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
	}

}
