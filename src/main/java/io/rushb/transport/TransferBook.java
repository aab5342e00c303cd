package io.rushb.transport;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

import io.rushb.endpoint.EndpointListener;
import io.rushb.endpoint.TransferListener;
import io.rushb.endpoint.TransferView;
import io.rushb.endpoint.Transfers;
import io.rushb.session.SessionRequest;
import io.rushb.session.SessionView;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps the {@link Transfers} in parts of all receivers, and tells every listener of
 * those that are over. Thread-safe.
 */
@Component
public class TransferBook implements TransferListener {

	private final ObjectProvider<EndpointListener> listener;

	private final LongSupplier clock;

	private final Transfers transfers = new Transfers();

	@Autowired
	TransferBook(ObjectProvider<EndpointListener> listener) {
		this(listener, System::nanoTime);
	}

	/**
	 * Makes a book with another clock, for tests.
	 * @param listener is told of transfers that are over; looked up late, because it
	 * calls this book too
	 * @param clock the time in nanoseconds
	 */
	TransferBook(ObjectProvider<EndpointListener> listener, LongSupplier clock) {
		this.listener = listener;
		this.clock = clock;
	}

	@Override
	public synchronized void opened(SessionRequest request) {
		this.transfers.opened(request, this.clock.getAsLong());
	}

	@Override
	public synchronized void closed(SessionView session) {
		this.transfers.closed(session, this.clock.getAsLong());
	}

	/**
	 * Shows the transfers in parts that are under way.
	 * @param live all live sessions
	 * @return one view for each client address and file, the oldest first
	 */
	public synchronized List<TransferView> underWay(List<SessionView> live) {
		return this.transfers.underWay(live, this.clock.getAsLong());
	}

	/**
	 * Tells the listeners of the transfers that are over, or have been quiet for two
	 * seconds.
	 */
	@Scheduled(fixedDelay = 250)
	void tellOver() {
		tell(takeOver(Duration.ZERO));
	}

	/** Tells of all, because the service stops: no client goes on. */
	void tellAll() {
		tell(takeOver(Transfers.QUIET));
	}

	/** Returns how many transfers this many live sessions are. */
	synchronized int count(int sessions) {
		return this.transfers.count(sessions);
	}

	private void tell(List<TransferView> over) {
		if (!over.isEmpty()) {
			EndpointListener all = this.listener.getObject();
			over.forEach(all::transferOver);
		}
	}

	private synchronized List<TransferView> takeOver(Duration later) {
		return this.transfers.takeOver(this.clock.getAsLong() + later.toNanos());
	}

}
