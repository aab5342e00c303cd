package io.rushb.transport;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.rushb.config.ServerProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the receiver last and stops it first, gracefully; starts it again if its loop
 * dies in between, which Spring Integration's adapter does not notice.
 */
public class ReceiverSupervisor implements SmartLifecycle {

	/**
	 * Before the web server's graceful shutdown, so that health and metrics can be read
	 * while running transfers are finished.
	 */
	static final int PHASE = Integer.MAX_VALUE - 512;

	private static final Logger logger = LoggerFactory.getLogger(ReceiverSupervisor.class);

	private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final UdpReceiver receiver;

	private final RushbService service;

	private final ServerProperties server;

	private final ProtocolTimer timer;

	private final PrintStream announcements;

	private final AtomicLong restarts = new AtomicLong();

	private volatile boolean serving;

	ReceiverSupervisor(UdpReceiver receiver, RushbService service, ServerProperties server, ProtocolTimer timer,
			PrintStream announcements) {
		this.receiver = receiver;
		this.service = service;
		this.server = server;
		this.timer = timer;
		this.announcements = announcements;
		receiver.onLoopEnd(this::loopEnded);
	}

	@Override
	public void start() {
		this.service.resume();
		this.serving = true;
		try {
			this.receiver.start();
		}
		catch (RuntimeException ex) {
			this.serving = false;
			throw ex;
		}
		if (this.server.announcePort()) {
			this.announcements.println(this.receiver.localPort());
			this.announcements.flush();
		}
	}

	@Override
	public void stop() {
		int active = this.service.activeSessions();
		if (active > 0) {
			logger.info("Waiting up to {} for {} running transfers", this.server.drainTimeout(), active);
		}
		this.service.drain(this.server.drainTimeout());
		this.serving = false;
		this.receiver.stop();
		this.service.abort();
	}

	private void loopEnded() {
		if (this.serving) {
			logger.warn("The receiver loop ended; starting it again");
			this.timer.schedule(this::restart, 0);
		}
	}

	private void restart() {
		if (!this.serving) {
			return;
		}
		try {
			this.receiver.stop();
			this.receiver.start();
			this.restarts.incrementAndGet();
			logger.info("The receiver listens again on UDP port {}", this.receiver.localPort());
		}
		catch (RuntimeException ex) {
			logger.warn("The receiver could not be started; trying again soon", ex);
			this.timer.schedule(this::restart, RETRY_NANOS);
		}
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
	 * Returns whether the socket is bound and the receiver's loop really lives.
	 * @return whether datagrams are received
	 */
	public boolean isReceiving() {
		return this.receiver.isReceiving();
	}

	/**
	 * Returns the UDP port listened on.
	 * @return the port
	 */
	public int port() {
		return this.receiver.localPort();
	}

	/**
	 * Returns how many datagrams could not be handled because of a defect.
	 * @return the count since the start
	 */
	public long receiveErrors() {
		return this.receiver.errors();
	}

	/**
	 * Returns how often the receiver was started again.
	 * @return the count since the start
	 */
	public long restarts() {
		return this.restarts.get();
	}

}
