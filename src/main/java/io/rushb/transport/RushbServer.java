package io.rushb.transport;

import java.time.Duration;
import java.util.List;

import io.rushb.session.SessionView;

/**
 * The services of all receivers as one, for whoever starts, stops or looks at them. A
 * datagram concerns one service only.
 */
public class RushbServer implements AutoCloseable {

	private final List<RushbService> services;

	private final ContentWorkers workers;

	RushbServer(List<RushbService> services, ContentWorkers workers) {
		this.services = List.copyOf(services);
		this.workers = workers;
	}

	/** Opens sessions, also after a stop. */
	void resume() {
		this.services.forEach(RushbService::resume);
	}

	/** Opens no more sessions and waits until those that live are done, or time is up. */
	void drain(Duration patience) {
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
	}

	/** Ends in silence what is left when the service stops (rule S7). */
	void abort() {
		this.services.forEach(RushbService::abort);
	}

	/**
	 * Shows all live sessions.
	 * @return the sessions as they are now
	 */
	public List<SessionView> sessions() {
		return this.services.stream().flatMap((service) -> service.sessions().stream()).toList();
	}

	/**
	 * Returns how many sessions live.
	 * @return the number
	 */
	public int activeSessions() {
		return this.services.stream().mapToInt(RushbService::activeSessions).sum();
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
