package io.rushb.transport;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

import io.rushb.endpoint.ContentTask;
import io.rushb.endpoint.Endpoint;
import io.rushb.endpoint.Transmit;
import io.rushb.session.Session;
import io.rushb.session.SessionListener;
import io.rushb.session.SessionView;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.messaging.MessageChannel;

/**
 * The service of one receiver: an endpoint with its sessions, the endpoint's lock, and a
 * timer. It passes datagrams, finished work and the time to the core, one thread at a
 * time, and sends the core's answers. No thread holds the lock while it sends, reads or
 * waits. Services share no lock and no session.
 */
final class RushbService implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(RushbService.class);

	/** How late a timer may be: the clock granularity of the protocol's timers. */
	private static final long TIMER_GRANULARITY = TimeUnit.MILLISECONDS.toNanos(1);

	/** How late it may be with many sessions: one wake-up serves several of them. */
	private static final long GREATEST_TIMER_GRANULARITY = TimeUnit.MILLISECONDS.toNanos(10);

	private static final long TIMER_GRANULARITY_PER_SESSION = TimeUnit.MICROSECONDS.toNanos(1);

	/** Copying these holds the lock for about 10 µs, as three datagrams do. */
	private static final int VIEWS_AT_A_TIME = 50;

	/** Longer than a round trip on the way to any client. */
	private static final long FIRST_ANSWER_NANOS = TimeUnit.SECONDS.toNanos(1);

	/** How often a stop looks whether it need wait no longer. */
	private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	private final UdpReceiver receiver;

	private final Endpoint endpoint;

	private final MessageChannel outbound;

	private final ContentWorkers workers;

	private final ProtocolTimer timer;

	private final BriefLock lock = new BriefLock();

	private final Condition becameQuiet = this.lock.newCondition();

	private final long origin = System.nanoTime();

	private final Queue<ContentTask> finished = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean finishing = new AtomicBoolean();

	private final LongAdder sendErrors = new LongAdder();

	private final LongAdder defects = new LongAdder();

	private @Nullable ScheduledFuture<?> wakeUp;

	private long wakeUpAt = Long.MAX_VALUE;

	private volatile @Nullable Function<InetSocketAddress, @Nullable RushbService> strangers;

	private volatile int activeSessions;

	private long drainedAt;

	/** Whether no client that has answered has a session, and all is sent. */
	private boolean quiet = true;

	/**
	 * Makes a service.
	 * @param receiver receives its datagrams
	 * @param endpoint handles them
	 * @param outbound where its answers go, to be sent from the receiver's socket
	 * @param workers do what may block
	 * @param timer wakes it up; closed with the service
	 */
	RushbService(UdpReceiver receiver, Endpoint endpoint, MessageChannel outbound, ContentWorkers workers,
			ProtocolTimer timer) {
		this.receiver = receiver;
		this.endpoint = endpoint;
		this.outbound = outbound;
		this.workers = workers;
		this.timer = timer;
	}

	/** Handles a datagram, here or in the service that has the client's session. */
	void receive(Datagram datagram) {
		Function<InetSocketAddress, @Nullable RushbService> finder = this.strangers;
		RushbService home = (finder != null) ? finder.apply(datagram.peer()) : null;
		RushbService service = (home != null) ? home : this;
		service.exchange(
				(now) -> service.endpoint.handleDatagram(datagram.peer(), datagram.data(), datagram.length(), now));
	}

	/** Sets the function that finds the service that has a client's session. */
	void onStranger(Function<InetSocketAddress, @Nullable RushbService> finder) {
		this.strangers = finder;
	}

	boolean isLive(InetSocketAddress client) {
		return look((now) -> this.endpoint.isLive(client));
	}

	/**
	 * One worker at a time waits for the lock, so they do not queue before the receiver.
	 */
	private void finish(ContentTask task) {
		this.finished.add(task);
		while (!this.finished.isEmpty() && this.finishing.compareAndSet(false, true)) {
			try {
				exchange(this::handleFinished);
			}
			finally {
				this.finishing.set(false);
			}
		}
	}

	private void handleFinished(long now) {
		for (ContentTask task = this.finished.poll(); task != null; task = this.finished.poll()) {
			this.endpoint.handleTask(task, now);
		}
	}

	private void wakeUp() {
		exchange((now) -> {
			this.wakeUpAt = Long.MAX_VALUE;
			this.endpoint.handleTimeouts(now);
		});
	}

	/** The only way into the core: handles an event and carries out its results. */
	private void exchange(Event event) {
		Effects effects;
		boolean last;
		this.lock.lock();
		try {
			long now = now();
			happen(event, now);
			effects = Effects.take(this.endpoint);
			armWakeUp(now);
			this.activeSessions = this.endpoint.activeSessions();
			boolean idle = this.endpoint.provenSessions() == 0;
			last = idle && !this.quiet;
			this.quiet &= idle;
		}
		finally {
			this.lock.unlock();
		}
		for (Transmit transmit : effects.transmits()) {
			send(transmit);
		}
		for (ContentTask task : effects.tasks()) {
			this.workers.submit(task, this::finish);
		}
		if (last) {
			becomeQuiet();
		}
	}

	/** A defect in the core must neither stop all timers nor fill the log. */
	private void happen(Event event, long now) {
		try {
			event.happen(now);
		}
		catch (RuntimeException ex) {
			if (this.defects.sum() == 0) {
				logger.error("An event could not be handled; further ones are only counted", ex);
			}
			this.defects.increment();
		}
	}

	private void becomeQuiet() {
		this.lock.lock();
		try {
			this.quiet = this.endpoint.provenSessions() == 0;
			this.becameQuiet.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** One wake-up for all timers, moved only when something is due before it. */
	private void armWakeUp(long now) {
		long next = this.endpoint.nextTimeout();
		if (next >= this.wakeUpAt) {
			return;
		}
		if (this.wakeUp != null) {
			this.wakeUp.cancel(false);
		}
		this.wakeUpAt = next;
		this.wakeUp = this.timer.schedule(this::wakeUp, (next > now) ? Math.max(next - now, granularity()) : 0);
	}

	private long granularity() {
		long wanted = this.endpoint.activeSessions() * TIMER_GRANULARITY_PER_SESSION;
		return Math.max(TIMER_GRANULARITY, Math.min(wanted, GREATEST_TIMER_GRANULARITY));
	}

	/** A datagram that cannot be sent counts as lost: the timer repeats it. */
	private void send(Transmit transmit) {
		try {
			this.outbound.send(new DatagramMessage(
					new Datagram(transmit.client(), transmit.datagram(), transmit.datagram().length)));
		}
		catch (RuntimeException ex) {
			this.sendErrors.increment();
			logger.debug("A datagram could not be sent to {}", transmit.client(), ex);
		}
		finally {
			transmit.sent();
		}
	}

	UdpReceiver receiver() {
		return this.receiver;
	}

	/** Opens sessions, also after a stop. */
	void resume() {
		exchange((now) -> this.endpoint.resume());
	}

	/** Opens no more sessions. */
	void drain() {
		exchange((now) -> {
			this.endpoint.drain();
			this.drainedAt = now;
		});
	}

	/** Waits until the sessions that live are done; returns what is left of the time. */
	long awaitQuiet(long nanos) throws InterruptedException {
		long left = nanos;
		this.lock.lock();
		try {
			while ((!this.quiet || mayStillAnswer()) && left > 0) {
				long wait = Math.min(left, LOOK_NANOS);
				left -= wait - this.becameQuiet.awaitNanos(wait);
			}
		}
		finally {
			this.lock.unlock();
		}
		return left;
	}

	/** A client that never answered is waited for no longer than a round trip. */
	private boolean mayStillAnswer() {
		return this.endpoint.activeSessions() > 0 && now() - this.drainedAt < FIRST_ANSWER_NANOS;
	}

	/** Ends in silence what is left when the service stops (rule S7). */
	void abort() {
		exchange((now) -> this.endpoint.abortAll("service stopped", now));
	}

	/** The oldest live sessions, copied in small batches under the lock. */
	List<SessionView> sessions(int limit) {
		List<Session> oldest = look((now) -> this.endpoint.oldest(limit));
		List<SessionView> views = new ArrayList<>(oldest.size());
		for (int from = 0; from < oldest.size(); from += VIEWS_AT_A_TIME) {
			List<Session> batch = oldest.subList(from, Math.min(from + VIEWS_AT_A_TIME, oldest.size()));
			views.addAll(look((now) -> batch.stream().map((session) -> session.view(now)).toList()));
		}
		return views;
	}

	/** Sets another listener for a client's session, if it has one here. */
	boolean listen(InetSocketAddress client, UnaryOperator<SessionListener> other) {
		return look((now) -> this.endpoint.listen(client, other));
	}

	int activeSessions() {
		return this.activeSessions;
	}

	/** Whether there is no room for another session, and none gives way. */
	boolean isFull() {
		return look(this.endpoint::isFull);
	}

	int lingeringSessions() {
		return look((now) -> this.endpoint.lingeringSessions());
	}

	private <T> T look(LongFunction<T> question) {
		this.lock.lock();
		try {
			return question.apply(now());
		}
		finally {
			this.lock.unlock();
		}
	}

	long sendErrors() {
		return this.sendErrors.sum();
	}

	long defects() {
		return this.defects.sum();
	}

	private long now() {
		return System.nanoTime() - this.origin;
	}

	@Override
	public void close() {
		this.timer.close();
	}

	/** Something that happens to the core. */
	@FunctionalInterface
	private interface Event {

		void happen(long now);

	}

}
