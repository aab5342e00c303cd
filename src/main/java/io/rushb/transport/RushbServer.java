package io.rushb.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import io.rushb.session.SessionListener;
import io.rushb.session.SessionView;
import org.jspecify.annotations.Nullable;

/**
 * The services of all receivers as one, to be started, stopped and looked at. A datagram
 * concerns one service only.
 */
public class RushbServer implements AutoCloseable {

	/** Longer than a session is silent. */
	private static final long MOVING_NANOS = TimeUnit.MINUTES.toNanos(2);

	private final List<RushbService> services;

	private final ContentWorkers workers;

	private volatile boolean moving;

	private volatile long movingUntil;

	RushbServer(List<RushbService> services, ContentWorkers workers) {
		this.services = List.copyOf(services);
		if (services.size() > 1) {
			services.forEach((service) -> service.onStranger((client) -> home(service, client)));
		}
		this.workers = workers;
	}

	/**
	 * Called when an address has got or lost a socket of its own: from now on a client's
	 * packets may come to another receiver than before, until none has come for a while.
	 */
	void clientsMayMove() {
		this.movingUntil = System.nanoTime() + MOVING_NANOS;
		this.moving = true;
	}

	/**
	 * Finds the service that has a client's session.
	 * @return the service; {@code null} if no other one has it
	 */
	private @Nullable RushbService home(RushbService asking, InetSocketAddress client) {
		if (!this.moving) {
			return null;
		}
		if (System.nanoTime() - this.movingUntil > 0) {
			this.moving = false;
			return null;
		}
		if (asking.isLive(client)) {
			return null;
		}
		for (RushbService service : this.services) {
			if (service != asking && service.isLive(client)) {
				clientsMayMove();
				return service;
			}
		}
		return null;
	}

	/** Opens sessions, also after a stop. */
	void resume() {
		this.services.forEach(RushbService::resume);
	}

	/**
	 * Opens no more sessions and waits until the live ones are done, or time is up. It
	 * does not wait for clients that have never answered.
	 * @return what is left of the time
	 */
	Duration drain(Duration patience) {
		this.services.forEach(RushbService::drain);
		long left = patience.toNanos();
		try {
			for (RushbService service : this.services) {
				left = service.awaitQuiet(left);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return Duration.ofNanos(Math.max(left, 0));
	}

	/** Ends the remaining sessions in silence when the service stops (rule S7). */
	void abort() {
		this.services.forEach(RushbService::abort);
	}

	/**
	 * Shows the oldest live sessions.
	 * @param limit how many at the most
	 * @return the sessions as they are now, the oldest first
	 */
	public List<SessionView> sessions(int limit) {
		return this.services.stream()
			.flatMap((service) -> service.sessions(limit).stream())
			.filter((session) -> session.outcome() == null)
			.sorted(Comparator.comparing(SessionView::age).reversed())
			.limit(limit)
			.toList();
	}

	/**
	 * Sets another listener for one session.
	 * @param client address and port
	 * @param other makes the other listener, which must also call the listener of all
	 * sessions that it is given
	 * @return whether the client has a live session
	 */
	public boolean listen(InetSocketAddress client, UnaryOperator<SessionListener> other) {
		return this.services.stream().anyMatch((service) -> service.listen(client, other));
	}

	/**
	 * Returns how many sessions live.
	 * @return the number
	 */
	public int activeSessions() {
		return this.services.stream().mapToInt(RushbService::activeSessions).sum();
	}

	/**
	 * Returns whether a new client would get no session: there is no room, and no session
	 * gives way (rule T5).
	 * @return whether all receivers are full
	 */
	public boolean isFull() {
		return this.services.stream().allMatch(RushbService::isFull);
	}

	/**
	 * Returns how many closed sessions linger (rule A7).
	 * @return the number
	 */
	public int lingeringSessions() {
		return this.services.stream().mapToInt(RushbService::lingeringSessions).sum();
	}

	/**
	 * Returns how many datagrams could not be sent.
	 * @return the count since the start
	 */
	public long sendErrors() {
		return this.services.stream().mapToLong(RushbService::sendErrors).sum();
	}

	/**
	 * Returns how many events could not be handled because of a defect.
	 * @return the count since the start
	 */
	public long defects() {
		return this.services.stream().mapToLong(RushbService::defects).sum();
	}

	/**
	 * Returns how many opens and reads wait for a worker thread.
	 * @return the number
	 */
	public int queuedTasks() {
		return this.workers.queued();
	}

	/**
	 * Returns how many threads for files are stuck.
	 * @return the number
	 */
	public int stuckWorkers() {
		return this.workers.stuck();
	}

	/**
	 * Returns how many times a thread for files was stuck.
	 * @return the count since the start
	 */
	public long everStuckWorkers() {
		return this.workers.everStuck();
	}

	List<RushbService> services() {
		return this.services;
	}

	/** The receivers, in the order in which they are bound. */
	List<UdpReceiver> receivers() {
		return this.services.stream().map(RushbService::receiver).toList();
	}

	@Override
	public void close() {
		this.services.forEach(RushbService::close);
	}

}
