package io.rushb.testing;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

import io.rushb.endpoint.ContentTask;
import io.rushb.endpoint.Endpoint;
import io.rushb.endpoint.EndpointSettings;
import io.rushb.endpoint.PartsSettings;
import io.rushb.endpoint.Transmit;
import io.rushb.session.ProtocolSettings;
import io.rushb.session.ReadAheadBudget;
import io.rushb.session.Session;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A whole server in memory: the real core, resources in memory, a clock that only goes
 * when it is told to, and a record of all that happens. Content tasks are done at once
 * unless they are held.
 */
public final class VirtualServer {

	/** The client of tests that need one only. */
	public static final InetSocketAddress CLIENT = client(1);

	private static final long BUDGET = 1024 * 1024;

	/** The time of day when the server's clock begins. */
	private static final long START = 1_790_000_000;

	private final MemoryStore store = new MemoryStore();

	private final EventCounts events = new EventCounts();

	private final Map<InetSocketAddress, List<Sent>> sent = new HashMap<>();

	private final Queue<ContentTask> held = new ArrayDeque<>();

	private final EndpointSettings settings;

	private final ReadAheadBudget budget;

	private final Endpoint endpoint;

	private boolean holding;

	private long now;

	private long sendings;

	public VirtualServer() {
		this(ProtocolSettings.DEFAULTS);
	}

	public VirtualServer(ProtocolSettings protocol) {
		this(protocol, EndpointSettings.DEFAULTS, new ReadAheadBudget(BUDGET));
	}

	public VirtualServer(EndpointSettings settings) {
		this(ProtocolSettings.DEFAULTS, settings, new ReadAheadBudget(BUDGET));
	}

	public VirtualServer(ProtocolSettings protocol, EndpointSettings settings, ReadAheadBudget budget) {
		this.settings = settings;
		this.budget = budget;
		this.endpoint = new Endpoint(settings.with(parts(settings.parts())), budget, this.store,
				(request) -> new Session(request, protocol, this.events), this.events);
	}

	private PartsSettings parts(PartsSettings wanted) {
		PartsSettings some = (wanted == PartsSettings.OFF) ? TestSettings.PARTS : wanted;
		return new PartsSettings(some.enabled(), some.channels(), some.share(), some.secret(),
				() -> START + this.now / 1_000_000_000, some.tally());
	}

	/** A client with an address of its own. */
	public static InetSocketAddress client(int number) {
		return client(number, 40_000);
	}

	public static InetSocketAddress client(int number, int port) {
		return new InetSocketAddress("10.0." + number / 256 + "." + number % 256, port);
	}

	public VirtualServer with(String name, byte[] content) {
		this.store.put(name, content);
		return this;
	}

	public VirtualServer with(String name, String content) {
		return with(name, content.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
	}

	public void receive(byte[] datagram) {
		receive(CLIENT, datagram);
	}

	public void receive(InetSocketAddress client, byte[] datagram) {
		receive(client, datagram, datagram.length);
	}

	/** A datagram in a buffer that is longer than it. */
	public void receive(InetSocketAddress client, byte[] buffer, int length) {
		this.endpoint.handleDatagram(client, buffer, length, this.now);
		work();
	}

	/** Calls for timeouts now, whether any is due or not. */
	public void handleTimeouts() {
		do {
			this.endpoint.handleTimeouts(this.now);
			work();
		}
		while (this.endpoint.nextTimeout() <= this.now);
	}

	/** Lets time pass; every timer fires at its own time. */
	public void advance(Duration time) {
		advanceTo(this.now + time.toNanos());
	}

	public void advanceTo(long time) {
		while (this.endpoint.nextTimeout() <= time) {
			fireNextTimeout();
		}
		this.now = Math.max(this.now, time);
	}

	/**
	 * Lets time pass while nobody calls for timeouts, as when the timer's thread is late.
	 */
	public void oversleep(Duration time) {
		this.now += time.toNanos();
	}

	/** Lets time pass until a timer makes the server send something or end a session. */
	public void advanceToTimer() {
		long before = this.sendings;
		int closedBefore = this.events.closedSessions().size();
		while (this.sendings == before && this.events.closedSessions().size() == closedBefore) {
			assertThat(this.endpoint.nextTimeout()).as("the next timer").isLessThan(Long.MAX_VALUE);
			fireNextTimeout();
		}
	}

	private void fireNextTimeout() {
		long before = this.endpoint.nextTimeout();
		this.now = Math.max(this.now, before);
		handleTimeouts();
		assertThat(this.endpoint.nextTimeout()).as("a timer that fired").isGreaterThan(before);
	}

	private void work() {
		boolean idle = false;
		while (!idle) {
			idle = true;
			for (Transmit transmit = this.endpoint.pollTransmit(); transmit != null; transmit = this.endpoint
				.pollTransmit()) {
				this.sendings++;
				this.sent.computeIfAbsent(transmit.client(), (client) -> new ArrayList<>())
					.add(new Sent(this.now, transmit.datagram().clone()));
				// The session may write over it from now on.
				transmit.sent();
			}
			ContentTask task = this.endpoint.pollTask();
			if (task != null) {
				idle = false;
				perform(task);
			}
		}
	}

	private void perform(ContentTask task) {
		if (this.holding) {
			this.held.add(task);
			return;
		}
		task.run();
		this.endpoint.handleTask(task, this.now);
	}

	/** From now on content tasks wait, as on a slow disk. */
	public void holdTasks() {
		this.holding = true;
	}

	/** From now on content tasks are done at once again; those held still wait. */
	public void stopHolding() {
		this.holding = false;
	}

	public int heldTasks() {
		return this.held.size();
	}

	/** Does the tasks held so far, in order; what comes of them may be held again. */
	public void runHeldTasks() {
		boolean wasHolding = this.holding;
		List<ContentTask> ready = List.copyOf(this.held);
		this.held.clear();
		for (ContentTask task : ready) {
			this.holding = false;
			perform(task);
			this.holding = wasHolding;
			work();
		}
	}

	/** What this client was sent and nobody has taken yet. */
	public List<Sent> sent(InetSocketAddress client) {
		return List.copyOf(this.sent.getOrDefault(client, List.of()));
	}

	public List<Sent> sent() {
		return sent(CLIENT);
	}

	/** What this client was sent since the last time somebody took it. */
	public List<Sent> take(InetSocketAddress client) {
		List<Sent> taken = this.sent.remove(client);
		return (taken != null) ? taken : List.of();
	}

	public List<Sent> take() {
		return take(CLIENT);
	}

	public long now() {
		return this.now;
	}

	public EventCounts events() {
		return this.events;
	}

	public MemoryStore store() {
		return this.store;
	}

	public Endpoint endpoint() {
		return this.endpoint;
	}

	public ReadAheadBudget budget() {
		return this.budget;
	}

	/**
	 * The end of every test: no live session, no open source, no share of the budget, no
	 * task, and after the linger time no timer.
	 */
	public void assertClean() {
		assertThat(this.endpoint.activeSessions()).as("live sessions").isZero();
		assertThat(this.endpoint.sessions(this.now)).as("live sessions").isEmpty();
		assertThat(this.held).as("tasks").isEmpty();
		assertThat(this.store.openSources()).as("open sources").isZero();
		assertThat(this.budget.taken()).as("budget taken").isZero();
		long before = this.sendings;
		advance(this.settings.linger());
		assertThat(this.sendings).as("packets sent after all was over").isEqualTo(before);
		assertThat(this.endpoint.lingeringSessions()).as("lingering sessions").isZero();
		assertThat(this.endpoint.nextTimeout()).as("armed timer").isEqualTo(Long.MAX_VALUE);
		assertThat(this.events.closedSessions()).as("each session ends once").hasSize(this.events.openedSessions());
	}

}
