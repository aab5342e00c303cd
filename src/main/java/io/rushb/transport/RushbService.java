package io.rushb.transport;

import java.time.Duration;
import java.util.List;

import io.rushb.session.SessionView;

/**
 * The service: all its lanes as one, for whoever starts, stops or looks at it. A datagram
 * concerns one lane only.
 */
public class RushbService {

	private final List<Lane> lanes;

	private final ContentWorkers workers;

	RushbService(List<Lane> lanes, ContentWorkers workers) {
		this.lanes = lanes;
		this.workers = workers;
	}

	/** Opens sessions, also after a stop. */
	void resume() {
		this.lanes.forEach(Lane::resume);
	}

	/** Opens no more sessions and waits until those that live are done, or time is up. */
	void drain(Duration patience) {
		this.lanes.forEach(Lane::drain);
		long left = patience.toNanos();
		try {
			for (Lane lane : this.lanes) {
				left = lane.awaitQuiet(left);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Ends in silence what is left when the service stops (rule S7). */
	void abort() {
		this.lanes.forEach(Lane::abort);
	}

	/**
	 * Shows all live sessions.
	 * @return the sessions as they are now
	 */
	public List<SessionView> sessions() {
		return this.lanes.stream().flatMap((lane) -> lane.sessions().stream()).toList();
	}

	/**
	 * Returns how many sessions live.
	 * @return the number
	 */
	public int activeSessions() {
		return this.lanes.stream().mapToInt(Lane::activeSessions).sum();
	}

	/**
	 * Returns how many closed sessions linger (rule A7).
	 * @return the number
	 */
	public int lingeringSessions() {
		return this.lanes.stream().mapToInt(Lane::lingeringSessions).sum();
	}

	/**
	 * Returns how many datagrams could not be sent.
	 * @return the count since the start
	 */
	public long sendErrors() {
		return this.lanes.stream().mapToLong(Lane::sendErrors).sum();
	}

	/**
	 * Returns how many events could not be handled because of a defect.
	 * @return the count since the start
	 */
	public long defects() {
		return this.lanes.stream().mapToLong(Lane::defects).sum();
	}

	/**
	 * Returns how many opens and reads wait for a worker thread.
	 * @return the number
	 */
	public int queuedTasks() {
		return this.workers.queued();
	}

}
