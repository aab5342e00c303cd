package io.rushb.client;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.rushb.client.exchange.Counts;
import io.rushb.client.exchange.ExchangeOutcome;
import io.rushb.client.exchange.ExchangeView;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to fetch a resource: runs the {@link Lanes} until one of them has brought
 * it, or it is better left for another attempt.
 */
final class Transfer implements Closeable {

	/** How often the listener is called if a transfer makes no progress. */
	private static final long HEARTBEAT = TimeUnit.MILLISECONDS.toNanos(250);

	private final Lanes lanes;

	private final FetchListener listener;

	private final Cancellation cancellation;

	private final Growth growth;

	private final Runnable waker;

	private Counts before = Counts.ZERO;

	/**
	 * Makes a transfer.
	 * @param lanes the ways to the server
	 * @param listener is told how it goes on
	 * @param cancellation ends it
	 * @param growth knows whether the file is being changed
	 */
	Transfer(Lanes lanes, FetchListener listener, Cancellation cancellation, Growth growth) {
		this.lanes = lanes;
		this.listener = listener;
		this.cancellation = cancellation;
		this.growth = growth;
		this.waker = lanes::wakeup;
	}

	/**
	 * Runs to its end, or until it is better left for another attempt; fails with a
	 * {@link FetchException}, or as the sink fails.
	 * @param sink where the bytes go
	 * @param quietSince since when nothing new has come, in earlier attempts
	 * @param before what earlier attempts have counted
	 * @param mayLeave whether there may be another attempt
	 * @return how it ended, {@code null} if it is to be left: for another attempt, or
	 * since the file is being changed
	 */
	@Nullable ExchangeOutcome run(Sink sink, long quietSince, Counts before, BooleanSupplier mayLeave) throws IOException {
		this.before = before;
		this.cancellation.add(this.waker);
		try {
			return exchange(sink, quietSince, mayLeave);
		}
		catch (ClosedByInterruptException ex) {
			throw new FetchException.Cancelled();
		}
	}

	private @Nullable ExchangeOutcome exchange(Sink sink, long quietSince, BooleanSupplier mayLeave)
			throws IOException {
		long heartbeat = System.nanoTime();
		this.lanes.start(heartbeat, quietSince);
		ExchangeOutcome outcome = null;
		while (outcome == null) {
			this.lanes.await(HEARTBEAT);
			if (this.cancellation.isCancelled() || Thread.currentThread().isInterrupted()) {
				throw new FetchException.Cancelled();
			}
			boolean delivered = this.lanes.receive(sink);
			long now = System.nanoTime();
			if (this.growth.isDue(now, quietSince())) {
				this.growth.look();
				if (this.growth.isTaken(view().bytes()) || this.growth.isChanging()) {
					progress();
					return this.growth.isTaken(view().bytes()) ? ExchangeOutcome.COMPLETE : null;
				}
			}
			if (this.lanes.lead().exchange().patience().isOverdue(now) && mayLeave.getAsBoolean()) {
				progress();
				return null;
			}
			this.lanes.handleTimeout(now);
			if (delivered || now - heartbeat >= HEARTBEAT) {
				heartbeat = now;
				progress();
			}
			outcome = this.lanes.lead().exchange().outcome();
		}
		progress();
		return outcome;
	}

	ExchangeView view() {
		return this.lanes.lead().exchange().view();
	}

	/** Since when nothing new has come. */
	long quietSince() {
		return this.lanes.lead().exchange().patience().quietSince();
	}

	/** Why a packet could not be sent: the latest failure. */
	@Nullable IOException sendFailure() {
		return this.lanes.lead().sendFailure();
	}

	/** The address that answered, or the first. */
	InetSocketAddress server() {
		return this.lanes.lead().server();
	}

	private void progress() {
		ExchangeView view = view();
		Counts counts = this.before.plus(view.counts());
		this.listener.progress(view.bytes(), counts.received(), counts.retransmissions());
	}

	@Override
	public void close() throws IOException {
		this.cancellation.remove(this.waker);
		this.lanes.close();
	}

}
