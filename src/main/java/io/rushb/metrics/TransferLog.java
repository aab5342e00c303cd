package io.rushb.metrics;

import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rushb.endpoint.Limit;
import io.rushb.endpoint.TransferListener;
import io.rushb.endpoint.TransferView;
import io.rushb.session.Outcome;
import io.rushb.session.RequestKind;
import io.rushb.session.SessionView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * One line for each finished transfer. Events that a sender with a forged address can
 * cause are logged at debug. The number of lines per second is bounded, because two
 * forged packets suffice for a line; the log says how many were left out. A separate
 * thread writes the lines, because standard output may block, and no client must wait for
 * it (rule T4).
 */
@Component
class TransferLog implements TransferListener, DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(TransferLog.class);

	private static final int QUEUE = 10_000;

	private static final long PATIENCE_SECONDS = 5;

	/**
	 * Enough to see what is wrong; forged requests cannot cause more.
	 */
	private static final int FAILURES_PER_SECOND = 20;

	/** More than people read, and at most 100 KB a second. */
	private static final int TRANSFERS_PER_SECOND = 500;

	private final ThreadPoolExecutor writer;

	private final Counter dropped;

	private final LineBudget failures = new LineBudget(FAILURES_PER_SECOND, System.nanoTime());

	private final LineBudget transfers = new LineBudget(TRANSFERS_PER_SECOND, System.nanoTime());

	TransferLog(MeterRegistry registry) {
		this.dropped = RushbMeter.LOG_DROPPED.counter(registry);
		this.writer = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), (task) -> {
			Thread thread = new Thread(task, "rushb-log");
			thread.setDaemon(true);
			return thread;
		}, (task, executor) -> this.dropped.increment());
	}

	@Override
	public void closed(SessionView session) {
		Level level = level(session);
		if (logger.isEnabledForLevel(level)) {
			this.writer.execute(() -> write(session, level));
		}
	}

	/**
	 * Stat, lists and single parts have no line of their own: a transfer in parts has one
	 * line.
	 */
	private static Level level(SessionView session) {
		Outcome outcome = session.outcome();
		return (outcome == null || session.kind() != RequestKind.WHOLE) ? Level.DEBUG : level(outcome);
	}

	private static Level level(Outcome outcome) {
		return switch (outcome) {
			case COMPLETED, NOT_FOUND -> Level.INFO;
			case REFUSED, ABORTED, IDLE -> Level.WARN;
			case UNPROVEN, GAVE_WAY, REJECTED -> Level.DEBUG;
		};
	}

	/** Called by the writer's thread only, because the budgets are not thread-safe. */
	private void write(SessionView session, Level level) {
		boolean completed = session.outcome() == Outcome.COMPLETED;
		if (!isWithin(completed ? this.transfers : this.failures)) {
			return;
		}
		String client = session.client().getAddress().getHostAddress() + ":" + session.client().getPort();
		String outcome = (session.outcome() != null) ? Label.of(session.outcome()) : "";
		String problem = (session.problem() != null) ? ": " + session.problem() : "";
		double milliseconds = session.age().toNanos() / 1e6;
		logger.atLevel(level)
			.addKeyValue("client.address", client)
			.addKeyValue("resource", session.resource())
			.addKeyValue("bytes", session.bytesDone())
			.addKeyValue("packets", session.packets())
			.addKeyValue("retransmissions", session.retransmissions())
			.addKeyValue("durationMs", milliseconds)
			.addKeyValue("outcome", outcome)
			.log(() -> String.format("%s \"%s\" %s%s, %d of %d bytes, %s, %s, %.1f ms", client, session.resource(),
					outcome, problem, session.bytesDone(), session.bytesTotal(), count(session.packets(), "packet"),
					count(session.retransmissions(), "retransmission"), milliseconds));
	}

	private boolean isWithin(LineBudget budget) {
		if (!budget.take(System.nanoTime())) {
			this.dropped.increment();
			return false;
		}
		long leftOut = budget.takeLeftOut();
		if (leftOut > 0) {
			logger.warn("{} lines like the next one were left out", leftOut);
		}
		return true;
	}

	/** "1 packet", "2 packets". */
	private static String count(long count, String what) {
		return count + " " + what + ((count != 1) ? "s" : "");
	}

	/** One line for all parts of a file that one client fetched. */
	@Override
	public void transferOver(TransferView transfer) {
		if (logger.isInfoEnabled()) {
			this.writer.execute(() -> write(transfer));
		}
	}

	private void write(TransferView transfer) {
		if (!isWithin(this.transfers)) {
			return;
		}
		String client = transfer.client().getHostAddress();
		String outcome = transfer.isComplete() ? "completed" : "left_off";
		double milliseconds = transfer.age().toNanos() / 1e6;
		logger.atInfo()
			.addKeyValue("client.address", client)
			.addKeyValue("resource", transfer.path())
			.addKeyValue("bytes", transfer.bytesDone())
			.addKeyValue("packets", transfer.packets())
			.addKeyValue("retransmissions", transfer.retransmissions())
			.addKeyValue("durationMs", milliseconds)
			.addKeyValue("outcome", outcome)
			.addKeyValue("parts", transfer.parts())
			.addKeyValue("channels", transfer.mostChannels())
			.log(() -> String.format("%s \"%s\" %s in parts, %d of %d bytes, %s, %s, %s, %s, %.1f ms", client,
					transfer.path(), outcome, transfer.bytesDone(), transfer.bytesTotal(),
					count(transfer.parts(), "part"), count(transfer.mostChannels(), "channel"),
					count(transfer.packets(), "packet"), count(transfer.retransmissions(), "retransmission"),
					milliseconds));
	}

	@Override
	public void rejected(InetSocketAddress client, Limit limit) {
		logger.debug("{} rejected: {}", client, Label.of(limit));
	}

	/** Writes the remaining lines when the service stops. */
	@Override
	public void destroy() throws InterruptedException {
		this.writer.shutdown();
		this.writer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
	}

}
