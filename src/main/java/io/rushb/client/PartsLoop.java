package io.rushb.client;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.rushb.client.channels.ChannelSettings;
import org.jspecify.annotations.Nullable;

/**
 * One selector for the sockets of all lanes, run by the calling thread.
 */
final class PartsLoop implements Closeable {

	private final Selector selector;

	private final Cancellation cancellation;

	private final long farewell;

	private final Runnable waker;

	private final List<PartsLane> lanes = new ArrayList<>();

	/** Whether the thread waits for a datagram. */
	private boolean waits;

	private @Nullable IOException failure;

	/**
	 * A loop without lanes.
	 * @param cancellation ends it
	 * @param farewell how long sessions are closed at the end, beyond two round trips
	 */
	PartsLoop(Cancellation cancellation, Duration farewell) throws IOException {
		this.farewell = farewell.toNanos();
		this.cancellation = Objects.requireNonNull(cancellation, "cancellation");
		this.selector = Selector.open();
		this.waker = this.selector::wakeup;
		cancellation.add(this.waker);
	}

	PartsLane open(InetSocketAddress server, @Nullable InetAddress local, ChannelSettings settings,
			FetchListener listener) {
		PartsLane lane = new PartsLane(server, local, settings, this.selector, listener);
		this.lanes.add(lane);
		return lane;
	}

	/** Closes all lanes except this one. */
	void keep(PartsLane lane) throws IOException {
		for (PartsLane other : List.copyOf(this.lanes)) {
			if (other != lane) {
				this.lanes.remove(other);
				other.close();
			}
		}
	}

	/**
	 * Sends the datagrams that are due, waits until something comes or is due, and
	 * handles it.
	 * @param most the longest wait, in nanoseconds; 0 for none
	 * @throws IOException if it is cancelled, or as the sink fails
	 */
	void step(long most) throws IOException {
		long idle = most;
		try {
			for (PartsLane lane : this.lanes) {
				lane.turn();
				idle = Math.min(idle, lane.idle(idle));
			}
			// Rounded up: waking too early would spin until the deadline.
			long millis = TimeUnit.NANOSECONDS.toMillis(idle + TimeUnit.MILLISECONDS.toNanos(1) - 1);
			long now = System.nanoTime();
			boolean nothing = this.selector.selectNow(this::ready) == 0;
			looked(now);
			if (nothing && millis > 0) {
				this.waits = true;
				this.selector.select(this::ready, millis);
				this.waits = false;
			}
		}
		catch (ClosedByInterruptException ex) {
			throw new FetchException.Cancelled();
		}
		if (this.cancellation.isCancelled() || Thread.currentThread().isInterrupted()) {
			throw new FetchException.Cancelled();
		}
		IOException failed = this.failure;
		if (failed != null) {
			throw (failed instanceof ClosedByInterruptException) ? new FetchException.Cancelled() : failed;
		}
	}

	/** Closes the sessions of a lane, so that the server does not wait for answers. */
	void farewell(PartsLane lane) throws IOException {
		long end = System.nanoTime() + 2 * lane.channels().roundTrip() + this.farewell;
		while (lane.channels().busy() > 0 && System.nanoTime() < end) {
			step(this.farewell);
		}
	}

	/** Ends a wait, from another thread. */
	void wake() {
		this.selector.wakeup();
	}

	private void looked(long at) {
		for (PartsLane lane : this.lanes) {
			lane.channels().looked(at);
		}
	}

	private void ready(SelectionKey key) {
		try {
			if (this.waits) { // it has come this moment
				this.waits = false;
				looked(System.nanoTime());
			}
			Ports.Port port = (Ports.Port) key.attachment();
			port.owner.receive(port);
		}
		catch (SinkFailure ex) {
			this.failure = ex.failure();
		}
		catch (IOException ex) {
			this.failure = ex;
		}
	}

	/** Closes all sockets. If transfers are broken off, their servers are told first. */
	@Override
	public void close() throws IOException {
		this.cancellation.remove(this.waker);
		try {
			if (!Thread.currentThread().isInterrupted()) {
				new Abandonment(this.lanes.stream().flatMap((lane) -> lane.underWay().stream()).toList()).run();
			}
		}
		finally {
			for (PartsLane lane : this.lanes) {
				lane.close();
			}
			this.selector.close();
		}
	}

}
