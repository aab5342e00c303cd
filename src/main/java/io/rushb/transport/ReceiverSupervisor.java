package io.rushb.transport;

import java.io.PrintStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.rushb.addresses.LocalAddresses;
import io.rushb.addresses.LoopbackTable;
import io.rushb.config.ServerProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the receivers last and stops them first, gracefully. If a receiver's loop dies,
 * it starts all receivers again; Spring Integration's adapter would not notice.
 * <p>
 * Receivers that share a port are bound together and in order, because the kernel gives
 * each client to one of them by their order. They start when all of them are bound.
 * Datagrams that came before are dropped, because they may have come to the wrong
 * receiver.
 */
public class ReceiverSupervisor implements SmartLifecycle {

	/**
	 * A higher phase than the web server's: the receivers start after it, and stop before
	 * its graceful shutdown begins. So health and metrics can be read while running
	 * transfers are finished.
	 */
	static final int PHASE = WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 512;

	private static final Logger logger = LoggerFactory.getLogger(ReceiverSupervisor.class);

	private static final long LONGEST_PAUSE_SECONDS = 30;

	private final List<UdpReceiver> receivers;

	private final RushbServer rushb;

	private final TransferBook book;

	private final ServerProperties server;

	private final ProtocolTimer timer;

	private final PrintStream announcements;

	private final AddressWatch watch;

	private final AtomicLong restarts = new AtomicLong();

	private volatile boolean serving;

	private volatile boolean stopping;

	/** How many restarts in a row have failed. */
	private volatile int failures;

	ReceiverSupervisor(RushbServer rushb, TransferBook book, ServerProperties server, ProtocolTimer timer,
			PrintStream announcements, LocalAddresses machine) {
		this.receivers = rushb.receivers();
		this.rushb = rushb;
		this.book = book;
		this.server = server;
		this.timer = timer;
		this.announcements = announcements;
		this.receivers.forEach((receiver) -> receiver.onLoopEnd(this::loopEnded));
		this.watch = new AddressWatch(this.receivers, machine, LoopbackTable.ofThisMachine(), timer,
				rushb::clientsMayMove);
	}

	@Override
	public void start() {
		this.rushb.resume();
		this.stopping = false;
		startServing();
		if (this.server.announcePort()) {
			this.announcements.println(port());
			this.announcements.flush();
		}
	}

	private synchronized void startServing() {
		this.failures = 0;
		this.serving = true;
		try {
			startReceivers();
		}
		catch (RuntimeException ex) {
			stopServing();
			throw ex;
		}
	}

	private synchronized void stopServing() {
		this.serving = false;
		stopReceivers();
	}

	@Override
	public void stop() {
		this.stopping = true;
		int active = this.book.count(this.rushb.activeSessions());
		if (active > 0) {
			logger.info("Waiting up to {} for {} running {}", seconds(this.server.drainTimeout()), active,
					(active == 1) ? "transfer" : "transfers");
		}
		this.rushb.drain(this.server.drainTimeout());
		stopServing();
		this.rushb.abort();
		this.book.tellAll();
	}

	private static String seconds(Duration duration) {
		return (duration.toMillis() % 1000 == 0) ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
	}

	/**
	 * First stops those that run: other receivers than the one whose loop has ended, or
	 * all, because Spring starts adapters too when a stopped context is started again.
	 */
	private void startReceivers() {
		stopReceivers();
		UdpReceiver first = this.receivers.get(0);
		int port = first.sharesPort() ? first.unusedPort() : first.localPort();
		this.receivers.forEach((receiver) -> receiver.bind(port));
		if (this.receivers.size() > 1) {
			this.receivers.forEach(UdpReceiver::discard);
		}
		if (first.isOnAllAddresses() && first.sharesPort()) {
			this.watch.start();
		}
		this.receivers.forEach(UdpReceiver::start);
	}

	private void stopReceivers() {
		this.watch.stop();
		this.receivers.forEach(UdpReceiver::stopAndJoin);
	}

	private void loopEnded() {
		if (this.serving) {
			logger.warn("The receiver loop ended; starting it again");
			this.timer.schedule(() -> restart(0), 0);
		}
	}

	/** A stop waits until it is over, and then stops what it has started. */
	private synchronized void restart(int failed) {
		// A restart ends the loops of the other receivers, which is no reason for one
		// more.
		// An attempt that was planned before the latest one does nothing.
		if (!this.serving || isReceiving() || failed != this.failures) {
			return;
		}
		try {
			startReceivers();
			this.failures = 0;
			this.restarts.incrementAndGet();
			logger.info("The receiver listens again on UDP port {}; failed attempts before: {}", port(), failed);
		}
		catch (RuntimeException ex) {
			tryAgain(failed + 1, ex);
		}
	}

	/** After 1 s, then 2 s, 4 s and so on; only the first failure is told in full. */
	private void tryAgain(int failed, RuntimeException failure) {
		long pause = (failed > 5) ? LONGEST_PAUSE_SECONDS : 1L << (failed - 1);
		if (failed == 1) {
			logger.warn("The receiver could not be started; trying again in {} s", pause, failure);
		}
		else {
			logger.warn("The receiver could not be started ({} times); trying again in {} s: {}", failed, pause,
					failure.toString());
		}
		this.failures = failed;
		this.timer.schedule(() -> restart(failed), TimeUnit.SECONDS.toNanos(pause));
	}

	/** Brings the sockets up to date with this machine's addresses at once. */
	void lookAround() {
		this.watch.lookAround();
	}

	@Override
	public boolean isRunning() {
		return this.serving;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	/**
	 * Returns whether all sockets are bound and all receivers' loops really live.
	 * @return whether datagrams are received
	 */
	public boolean isReceiving() {
		return this.receivers.stream().allMatch(UdpReceiver::isReceiving);
	}

	/**
	 * Returns whether it is stopping: running transfers go on, and no session is opened.
	 * @return whether a stop has begun
	 */
	public boolean isStopping() {
		return this.stopping;
	}

	/**
	 * Returns the addresses that are answered from a socket of their own, where the
	 * service listens on all of them.
	 * @return the addresses; none where it listens on one address
	 */
	public Set<InetAddress> addresses() {
		return this.watch.addresses();
	}

	/**
	 * Returns how often an address got no socket of its own, since there are too many.
	 * @return the count
	 */
	public long addressesLeftOut() {
		return this.watch.leftOut();
	}

	/**
	 * Returns the UDP port listened on.
	 * @return the port
	 */
	public int port() {
		return this.receivers.get(0).localPort();
	}

	/**
	 * Returns how many datagrams could not be handled because of a defect.
	 * @return the count since the start
	 */
	public long receiveErrors() {
		return this.receivers.stream().mapToLong(UdpReceiver::errors).sum();
	}

	/**
	 * Returns how often the receivers were started again.
	 * @return the count since the start
	 */
	public long restarts() {
		return this.restarts.get();
	}

}
